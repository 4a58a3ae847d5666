package dev.bellhop.issuer.key;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** An RSA key pair under its key id. The private half never leaves memory through {@code toString}, JSON or the log. */
public final class SigningKey extends PublishedKey {
    private final RSAPrivateKey privateKey;

    SigningKey(String kid, RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        super(kid, publicKey);
        this.privateKey = privateKey;
    }

    /** A pair under its own thumbprint, as every managed key is. */
    static SigningKey ofThumbprint(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        return new SigningKey(thumbprint(publicKey), publicKey, privateKey);
    }

    /** For signing only. */
    public RSAPrivateKey privateKey() {
        return privateKey;
    }
}
