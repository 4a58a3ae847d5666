package dev.bellhop.issuer.key;

import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;

/** The public half of a key under its key id: what verifiers see. */
public sealed class PublishedKey permits SigningKey {
    private final String kid;
    private final RSAPublicKey publicKey;

    PublishedKey(String kid, RSAPublicKey publicKey) {
        this.kid = kid;
        this.publicKey = publicKey;
    }

    /** The id of a key that was given no other: its thumbprint (RFC 7638, SHA-256). */
    static String thumbprint(RSAPublicKey publicKey) {
        return new RsaJsonWebKey(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** The {@code kid} of the JOSE header and of the published key. */
    public final String kid() {
        return kid;
    }

    /**
     * As every cloud takes it: {@code kty use alg kid n e} in this order and nothing else (RFC 7517, section 4; AWS refuses {@code key_ops},
     * Google refuses {@code x5c} and {@code x5t}).
     */
    public final Map<String, Object> jwk() {
        Map<String, Object> parameters =
                new RsaJsonWebKey(publicKey).toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("kid", kid);
        jwk.put("n", parameters.get("n"));
        jwk.put("e", parameters.get("e"));
        return jwk;
    }

    final RSAPublicKey publicKey() {
        return publicKey;
    }

    /** Whether both are the same key, whatever they are called. */
    final boolean isSameKeyAs(PublishedKey other) {
        return publicKey.getModulus().equals(other.publicKey.getModulus())
                && publicKey.getPublicExponent().equals(other.publicKey.getPublicExponent());
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + kid + "]";
    }
}
