package dev.bellhop.issuer.key;

import dev.bellhop.issuer.fake.Keys;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** Two signing keys, made once, for tests of other packages. */
public final class TestKeys {
    private static final SigningKey ONE = key(Keys.rsa(2048));
    private static final SigningKey TWO = key(Keys.newRsa());

    private TestKeys() {}

    public static SigningKey one() {
        return ONE;
    }

    public static SigningKey two() {
        return TWO;
    }

    private static SigningKey key(KeyPair pair) {
        return SigningKey.ofThumbprint((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    }
}
