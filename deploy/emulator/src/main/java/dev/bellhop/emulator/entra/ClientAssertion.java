package dev.bellhop.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.JoseException;

/**
 * A client assertion as presented (RFC 7523, section 2.2; RFC 7515): read, not yet believed. Whoever holds one may use it, so
 * {@link #toString()} shows its issuer and subject only.
 */
final class ClientAssertion {
    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);
    /** 9999-12-31T23:59:59Z: later times are nobody's intention and break formatters. */
    private static final long LATEST = 253_402_300_799L;

    private final String compact;
    private final Optional<String> keyId;
    private final Optional<String> thumbprint;
    private final String issuer;
    private final String subject;
    private final List<String> audiences;
    private final boolean ofAUser;
    private final Optional<String> enterprise;
    private final Instant notBefore;
    private final Instant expires;

    private ClientAssertion(String compact, JsonNode header, JsonNode claims) {
        this.compact = compact;
        this.keyId = text(header, "kid");
        this.thumbprint = text(header, "x5t").or(() -> text(header, "x5t#S256"));
        this.issuer = text(claims, "iss").orElseThrow(ClientAssertion::malformed);
        this.subject = text(claims, "sub").orElse("");
        this.audiences = audiences(claims.path("aud"));
        this.ofAUser = claims.has("scp") || claims.path("idtyp").asText().equals("user");
        this.enterprise = text(claims, "enterprise");
        this.notBefore = time(claims, "nbf").orElse(Instant.EPOCH);
        this.expires = time(claims, "exp").orElseThrow(ClientAssertion::malformed);
    }

    /** @throws EntraException if it is not a JWS that names its key and is signed with RS256 */
    static ClientAssertion parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            throw malformed();
        }
        JsonNode header = object(parts[0]);
        JsonNode claims = object(parts[1]);
        decode(parts[2]);
        String algorithm = text(header, "alg").orElseThrow(ClientAssertion::malformed);
        ClientAssertion assertion = new ClientAssertion(compact, header, claims);
        if (assertion.keyId.isEmpty() && assertion.thumbprint.isEmpty()) {
            throw new EntraException(AssertionErrors.noKeyIdentifier());
        }
        if (!algorithm.equals(AlgorithmIdentifiers.RSA_USING_SHA256)) {
            throw new EntraException(AssertionErrors.unsupportedAlgorithm());
        }
        return assertion;
    }

    String issuer() {
        return issuer;
    }

    /** Empty if there was none. */
    String subject() {
        return subject;
    }

    List<String> audiences() {
        return audiences;
    }

    /** Whether Entra, if it is its issuer, issued it to a user and not to an application. */
    boolean ofAUser() {
        return ofAUser;
    }

    /** What GitHub says about its issuer's enterprise; policies may demand it. */
    Optional<String> enterprise() {
        return enterprise;
    }

    /** How the header names the signing key. */
    String keyIdentifier() {
        return keyId.or(() -> thumbprint).orElse("");
    }

    /**
     * Key, signature and time, in this order.
     *
     * @throws EntraException as soon as one of them is wrong
     */
    void verify(List<JsonWebKey> published, Instant now) {
        JsonWebKey key = published.stream()
                .filter(this::names)
                .findFirst()
                .orElseThrow(() -> new EntraException(AssertionErrors.unknownKey(keyIdentifier(), issuer)));
        if (!(key instanceof RsaJsonWebKey rsa)) {
            throw new EntraException(AssertionErrors.unsupportedAlgorithm());
        }
        if (!signedBy(rsa.getRsaPublicKey())) {
            throw new EntraException(AssertionErrors.badSignature());
        }
        if (now.isBefore(notBefore) || !now.isBefore(expires)) {
            throw new EntraException(AssertionErrors.outsideItsTime(now, notBefore, expires));
        }
    }

    private boolean names(JsonWebKey key) {
        return keyId.map(id -> id.equals(key.getKeyId()))
                .orElseGet(() -> thumbprint.isPresent()
                        && key instanceof RsaJsonWebKey rsa
                        && (thumbprint.get().equals(rsa.getX509CertificateSha1Thumbprint(false))
                                || thumbprint.get().equals(rsa.getX509CertificateSha256Thumbprint(false))));
    }

    private boolean signedBy(PublicKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(RS256);
            signature.setCompactSerialization(compact);
            signature.setKey(key);
            return signature.verifySignature();
        } catch (InvalidAlgorithmException e) {
            throw new EntraException(AssertionErrors.unsupportedAlgorithm(), e);
        } catch (JoseException e) {
            throw new EntraException(AssertionErrors.malformedAssertion(), e);
        }
    }

    private static List<String> audiences(JsonNode aud) {
        List<String> found = new ArrayList<>();
        if (aud.isTextual()) {
            found.add(aud.textValue());
        } else if (aud.isArray()) {
            aud.forEach(one -> found.add(one.asText()));
        }
        return List.copyOf(found);
    }

    private static Optional<Instant> time(JsonNode claims, String name) {
        JsonNode node = claims.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isNumber() || Math.abs(node.doubleValue()) > LATEST) {
            throw malformed();
        }
        return Optional.of(Instant.ofEpochSecond(node.longValue()));
    }

    private static Optional<String> text(JsonNode object, String name) {
        JsonNode node = object.path(name);
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static JsonNode object(String part) {
        try {
            return Json.object(new String(decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new EntraException(AssertionErrors.malformedAssertion(), e);
        }
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new EntraException(AssertionErrors.malformedAssertion(), e);
        }
    }

    private static EntraException malformed() {
        return new EntraException(AssertionErrors.malformedAssertion());
    }

    @Override
    public String toString() {
        return "ClientAssertion[" + issuer + ", " + subject + "]";
    }
}
