package dev.bellhop.emulator.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Mints tokens for demo callers under one RSA-2048 key made at start and kept in memory only. Whoever holds this object may be anyone:
 * it is for tests and the local stack.
 */
public final class IdentityProvider {
    private final String issuer;
    private final RsaJsonWebKey key;
    private final Clock clock;

    private IdentityProvider(String issuer, RsaJsonWebKey key, Clock clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /**
     * A provider with a new key.
     *
     * @param issuer the {@code iss} of every token, an https URL without trailing slash
     * @param clock what {@code iat}, {@code nbf} and {@code exp} are counted from
     */
    public static IdentityProvider create(String issuer, Clock clock) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return new IdentityProvider(issuer, key, clock);
        } catch (JoseException e) {
            throw new IllegalStateException("this JVM cannot generate an RSA-2048 key", e);
        }
    }

    public String issuer() {
        return issuer;
    }

    /** The public key set, as {@code application/jwk-set+json} (RFC 7517, section 5). */
    public String jwks() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** The discovery document, JSON (OpenID Connect Discovery 1.0, section 3). */
    public String discovery() {
        return JsonUtil.toJson(Map.of(
                "issuer", issuer,
                "jwks_uri", issuer + "/jwks",
                "response_types_supported", List.of("id_token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256")));
    }

    /**
     * A signed token for {@code subject}.
     *
     * @param claims further claims; they may replace any of the standard ones, which is how tests make bad tokens
     */
    public String mint(String subject, String audience, Map<String, ?> claims, Duration lifetime) {
        NumericDate now = NumericDate.fromMilliseconds(clock.millis());
        JwtClaims body = new JwtClaims();
        body.setIssuer(issuer);
        body.setSubject(subject);
        body.setAudience(audience);
        body.setIssuedAt(now);
        body.setNotBefore(now);
        body.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + lifetime.toMillis()));
        body.setJwtId(UUID.randomUUID().toString());
        claims.forEach(body::setClaim);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(body.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("could not sign a demo token", e);
        }
    }
}
