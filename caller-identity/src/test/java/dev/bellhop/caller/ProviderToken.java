package dev.bellhop.caller;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * A token as one identity provider really shapes it, over a key of ours: {@code src/test/resources/tokens/<caller>.json}. Header, claims and the published key's
 * other members follow what providers document or were seen to send; times in there count seconds from the test's now.
 */
record ProviderToken(String caller, JsonObject shape) {
    static ProviderToken of(String caller) {
        try (InputStream file = ProviderToken.class.getResourceAsStream("/tokens/" + caller + ".json")) {
            if (file == null) {
                throw new AssertionError("docs/callers.md has a recipe for " + caller
                        + ", but there is no src/test/resources/tokens/" + caller + ".json to try it with");
            }
            return new ProviderToken(caller, new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key as the provider publishes it: its own kid, and whatever it writes beside the key's members. */
    JsonObject jwk() {
        return new JsonObject(TestIssuer.publicJwk(key()))
                .mergeIn(shape.getJsonObject("jwk"))
                .put("kid", shape.getJsonObject("header").getString("kid"));
    }

    Edge edge() {
        return Edge.valueOf(shape.getString("edge", "HTTP"));
    }

    /** The one the recipe is about. */
    String audience() {
        Object audience = shape.getJsonObject("claims").getValue("aud");
        return audience instanceof JsonArray several ? several.getString(0) : (String) audience;
    }

    /** @param changes claims to be put in place of the good ones; null takes one away */
    String compact(JsonObject changes, Instant now) {
        JsonObject claims = shape.getJsonObject("claims").copy();
        for (String time : List.of("iat", "nbf", "exp", "auth_time")) {
            if (claims.containsKey(time)) {
                claims.put(time, now.getEpochSecond() + claims.getLong(time));
            }
        }
        changes.forEach(change -> {
            if (change.getValue() == null) {
                claims.remove(change.getKey());
            } else {
                claims.put(change.getKey(), change.getValue());
            }
        });
        JsonObject header = shape.getJsonObject("header");
        return TestIssuer.sign(key(), header.getString("alg"), header.getMap(), claims.encode());
    }

    List<String> permissions(String list) {
        return shape.getJsonArray(list).stream().map(String.class::cast).toList();
    }

    /** Near misses, and what becomes of them: the code of a refusal, or {@code nothing} for a caller that is known and may do nothing. */
    Stream<Spoiled> spoiled() {
        return shape.getJsonArray("spoiled").stream()
                .map(JsonObject.class::cast)
                .map(one -> new Spoiled(
                        this, one.getString("because"), one.getJsonObject("claims"), one.getString("outcome")));
    }

    record Spoiled(ProviderToken token, String because, JsonObject claims, String outcome) {
        @Override
        public String toString() {
            return token.caller() + ": " + because;
        }
    }

    private PublicJsonWebKey key() {
        return shape.getString("key", "RSA").equals("RSA") ? TestIssuer.RSA : TestIssuer.P256;
    }

    @Override
    public String toString() {
        return caller;
    }
}
