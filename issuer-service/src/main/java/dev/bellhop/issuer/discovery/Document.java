package dev.bellhop.issuer.discovery;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A published JSON document, ready to send: bytes, entity tag and headers are made once.
 *
 * @param etag a strong entity tag of exactly these bytes (RFC 9110, section 8.8.3)
 */
record Document(String mediaType, Buffer body, String etag, String cacheControl) {

    /** Five members are all that Microsoft Entra ID, AWS and Google ask for; {@code claims_supported} is for people. */
    static Document discovery(IssuerUrl issuer, Duration maxAge) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer.value());
        members.put("jwks_uri", issuer.jwksUri());
        members.put("response_types_supported", List.of("id_token"));
        members.put("subject_types_supported", List.of("public"));
        members.put("id_token_signing_alg_values_supported", List.of("RS256"));
        members.put(
                "claims_supported",
                List.of("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "organization_id", "automation_id"));
        return of("application/json", members, maxAge);
    }

    /** @param keys public halves only, as {@code SigningKey.jwk()} gives them */
    static Document jwks(List<Map<String, Object>> keys, Duration maxAge) {
        return of("application/jwk-set+json", Map.of("keys", keys), maxAge);
    }

    private static Document of(String mediaType, Map<String, Object> members, Duration maxAge) {
        byte[] bytes = Json.encode(members).getBytes(StandardCharsets.UTF_8);
        return new Document(mediaType, Buffer.buffer(bytes), etag(bytes), "public, max-age=" + maxAge.toSeconds());
    }

    /** Whether an {@code If-None-Match} header names this document (RFC 9110, section 13.1.2: compared weakly). */
    boolean isNamedBy(String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
