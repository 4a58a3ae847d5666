package dev.bellhop.issuer.key;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;

/** An RSA key pair under its key id. The private half never leaves memory through {@code toString}, JSON or the log. */
public final class SigningKey {
    private final String kid;
    private final RSAPublicKey publicKey;
    private final RSAPrivateKey privateKey;

    SigningKey(String kid, RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        this.kid = kid;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** A pair under its own thumbprint (RFC 7638, SHA-256), as every managed key is. */
    static SigningKey ofThumbprint(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        return new SigningKey(thumbprint(publicKey), publicKey, privateKey);
    }

    static String thumbprint(RSAPublicKey publicKey) {
        return new RsaJsonWebKey(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** The {@code kid} of the JOSE header and of the published key. */
    public String kid() {
        return kid;
    }

    /**
     * The public half as every cloud takes it: {@code kty use alg kid n e} in this order and nothing else (RFC 7517, section 4; AWS refuses
     * {@code key_ops}, Google refuses {@code x5c} and {@code x5t}).
     */
    public Map<String, Object> jwk() {
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

    RSAPublicKey publicKey() {
        return publicKey;
    }

    /** For signing only. */
    public RSAPrivateKey privateKey() {
        return privateKey;
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
