package dev.bellhop.emulator.entra;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Assertions, good and bad, and access tokens, for tests. */
public final class TestAssertions {
    static final RsaJsonWebKey KEY = key("k1");

    private static final RsaJsonWebKey ENTRA = AccessTokens.newKey();

    private TestAssertions() {}

    /** Entra's tokens under a key that all tests share. */
    public static AccessTokens accessTokens(java.time.Clock clock) {
        return new AccessTokens(clock, ENTRA);
    }

    /** An access token as the emulator mints it. */
    public static String accessToken(AccessTokens tokens, Tenant tenant, Application application, String audience) {
        return tokens.mint(
                tenant, application, audience, java.time.Duration.ofHours(1), ClientAuthentication.ASSERTION);
    }

    static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonWebKey published(JsonWebKey key) {
        try {
            return JsonWebKey.Factory.newJwk(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(RsaJsonWebKey key, Map<String, Object> header, Map<String, ?> claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(JsonUtil.toJson(claims));
        signature.setKey(key.getPrivateKey());
        signature.setAlgorithmHeaderValue("RS256");
        header.forEach((name, value) -> signature.getHeaders().setObjectHeaderValue(name, value));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(Map<String, ?> claims) {
        return signed(KEY, Map.of("kid", KEY.getKeyId()), claims);
    }

    /** Unsigned: three parts, the last one some bytes. */
    static String raw(String header, String claims) {
        return part(header) + "." + part(claims) + "." + part("signature");
    }

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
