package dev.bellhop.issuer.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** RSA-2048 pairs under their thumbprints, private halves sealed with the operator's keyset. */
record SealedKeysmith(KeySealing sealing) implements Keysmith {
    @Override
    public SealedKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RsaPem.MINIMUM_BITS);
            KeyPair pair = generator.generateKeyPair();
            return seal(SigningKey.ofThumbprint((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make an RSA key", e);
        }
    }

    /** A key that exists already. */
    SealedKey seal(SigningKey key) {
        return SealedKey.of(key, sealing.seal(key));
    }

    @Override
    public SigningKey open(StoredKey key) throws GeneralSecurityException {
        return sealing.open(key.kid(), key.sealed());
    }
}
