package dev.bellhop.emulator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bodies that set and update a secret, read. Never printed. */
final class SecretBody {
    /** 9999-12-31T23:59:59Z. */
    private static final long LATEST = 253_402_300_799L;

    private final JsonNode body;

    private SecretBody(JsonNode body) {
        this.body = body;
    }

    /** @throws VaultException 400 if it is not a JSON object */
    static SecretBody parse(String text) {
        try {
            return new SecretBody(Json.object(text));
        } catch (IllegalArgumentException e) {
            throw VaultException.badParameter("The request body is invalid: " + e.getMessage() + ".");
        }
    }

    /** @throws VaultException 400 if there is none, or it is larger than Key Vault takes */
    String value() {
        JsonNode value = body.path("value");
        if (!value.isTextual()) {
            throw VaultException.badParameter("Property 'value' is required and must be a string.");
        }
        if (value.textValue().getBytes(StandardCharsets.UTF_8).length > Secrets.MAX_OCTETS) {
            throw VaultException.badParameter(
                    "The secret value exceeds the maximum size of " + Secrets.MAX_OCTETS + " bytes.");
        }
        return value.textValue();
    }

    /** The old attributes, with those that the body names replaced. */
    SecretAttributes over(SecretAttributes old) {
        JsonNode attributes = body.path("attributes");
        try {
            if (attributes.hasNonNull("enabled") && !attributes.path("enabled").isBoolean()) {
                throw new IllegalArgumentException("attributes.enabled: expected true or false");
            }
            return new SecretAttributes(
                    body.hasNonNull("contentType")
                            ? Optional.of(body.path("contentType").asText())
                            : old.contentType(),
                    attributes.hasNonNull("enabled")
                            ? attributes.path("enabled").asBoolean()
                            : old.enabled(),
                    time(attributes, "nbf").or(old::notBefore),
                    time(attributes, "exp").or(old::expires),
                    body.hasNonNull("tags") ? tags() : old.tags());
        } catch (IllegalArgumentException e) {
            throw VaultException.badParameter("Property " + e.getMessage() + ".");
        }
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        body.path("tags")
                .fields()
                .forEachRemaining(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    private static Optional<Instant> time(JsonNode attributes, String name) {
        if (!attributes.hasNonNull(name)) {
            return Optional.empty();
        }
        if (!attributes.path(name).isIntegralNumber()) {
            throw new IllegalArgumentException("attributes." + name + ": expected seconds since 1970");
        }
        long seconds = attributes.path(name).longValue();
        if (!attributes.path(name).canConvertToLong() || seconds < 0 || seconds > LATEST) {
            throw new IllegalArgumentException("attributes." + name + ": expected seconds since 1970");
        }
        return Optional.of(Instant.ofEpochSecond(seconds));
    }
}
