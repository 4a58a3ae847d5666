package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A verifier that caches the key set for exactly the served max-age, and never asks again because of an unknown key. */
final class CachingVerifier {
    private static final Pattern MAX_AGE = Pattern.compile("public, max-age=(\\d+)");

    private final StackFile stack;
    private final Https https;
    private final Set<String> met = new TreeSet<>();
    private Map<String, PublicKey> cached = Map.of();
    private long fetchedAt;
    private Duration maxAge = Duration.ZERO;

    CachingVerifier(StackFile stack) {
        this.stack = stack;
        this.https = Https.trusting(stack.caFile());
    }

    /** @throws AssertionError if the token's key is not in the copy that it holds, or did not sign it */
    void meet(String token) {
        String kid = kid(token);
        if (System.nanoTime() - fetchedAt >= maxAge.toNanos()) {
            fetch();
        }
        assertThat(cached).as("key set of %s ago", age()).containsKey(kid);
        assertThat(verifies(token, cached.get(kid))).as("signature by " + kid).isTrue();
        met.add(kid);
    }

    /** The keys of all tokens it met. */
    Set<String> met() {
        return met;
    }

    Duration maxAge() {
        return maxAge;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - fetchedAt);
    }

    private void fetch() {
        fetchedAt = System.nanoTime();
        Https.Answer answer =
                https.call("GET", stack.issuer().url().resolve("/oauth2/jwks")).send();
        Matcher header = MAX_AGE.matcher(answer.header("Cache-Control"));
        assertThat(header.matches()).as(answer.header("Cache-Control")).isTrue();
        maxAge = Duration.ofSeconds(Long.parseLong(header.group(1)));
        cached = new LinkedHashMap<>();
        answer.json().path("keys").forEach(jwk -> cached.put(jwk.path("kid").asText(), publicKey(jwk)));
        assertThat(cached).hasSizeLessThanOrEqualTo(3);
    }

    private static PublicKey publicKey(JsonNode jwk) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(jwk.path("n")), number(jwk.path("e"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger number(JsonNode member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(member.asText()));
    }

    /** RS256 (RFC 7518, section 3.3). */
    private static boolean verifies(String token, PublicKey key) {
        int dot = token.lastIndexOf('.');
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kid(String token) {
        try {
            JsonNode header = Https.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]));
            return header.path("kid").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
