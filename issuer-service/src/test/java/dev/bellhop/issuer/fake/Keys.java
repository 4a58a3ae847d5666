package dev.bellhop.issuer.fake;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs made once per test run, and their PEM texts. */
public final class Keys {
    private static final Map<Integer, KeyPair> RSA = new ConcurrentHashMap<>();

    private Keys() {}

    public static KeyPair rsa(int bits) {
        return RSA.computeIfAbsent(bits, size -> make("RSA", size));
    }

    public static KeyPair newRsa() {
        return make("RSA", 2048);
    }

    public static KeyPair ec() {
        return make("EC", 256);
    }

    public static String pkcs8(Key key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** The RSAPrivateKey that PKCS#8 wraps: behind the 26 bytes of version and algorithm, for keys of 2048 bits. */
    public static byte[] pkcs1(Key key) {
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = new byte[pkcs8.length - 26];
        System.arraycopy(pkcs8, 26, pkcs1, 0, pkcs1.length);
        return pkcs1;
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static KeyPair make(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
