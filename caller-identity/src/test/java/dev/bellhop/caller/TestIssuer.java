package dev.bellhop.caller;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer for tests: makes keys, mints tokens good and bad. */
final class TestIssuer {
    /** Made once: RSA keys take long. */
    static final PublicJsonWebKey RSA = rsa("rsa-1");

    static final PublicJsonWebKey OTHER_RSA = rsa("rsa-2");
    static final PublicJsonWebKey P256 = ec("p256-1", true);
    static final PublicJsonWebKey P384 = ec("p384-1", false);

    private TestIssuer() {}

    static PublicJsonWebKey rsa(String kid) {
        return rsa(kid, 2048);
    }

    static PublicJsonWebKey rsa(String kid, int bits) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(bits);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey ec(String kid, boolean p256) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(p256 ? EllipticCurves.P256 : EllipticCurves.P384);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> publicJwk(PublicJsonWebKey key) {
        return new LinkedHashMap<>(key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    /** A key set of these public keys, JSON. */
    static String jwks(PublicJsonWebKey... keys) {
        return JsonUtil.toJson(
                Map.of("keys", List.of(keys).stream().map(TestIssuer::publicJwk).toList()));
    }

    /** Good claims for an hour around {@code now}; tests spoil them. */
    static Map<String, Object> claims(String issuer, String subject, String audience, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 3600);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    static String token(Map<String, Object> claims) {
        return sign(RSA, "RS256", Map.of("kid", "rsa-1", "typ", "JWT"), JsonUtil.toJson(claims));
    }

    static String sign(PublicJsonWebKey key, String algorithm, Map<String, Object> header, String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        header.forEach(signature::setHeader);
        signature.setPayload(payload);
        signature.setKey(key.getPrivateKey());
        signature.setDoKeyValidation(false);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token of these very texts, signed with {@link #RSA} as RS256 whatever the header says. */
    static String raw(String header, String payload) {
        String input = encode(header) + "." + encode(payload);
        try {
            java.security.Signature signature = java.security.Signature.getInstance("SHA256withRSA");
            signature.initSign(RSA.getPrivateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encode(signature.sign());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
