package dev.bellhop.caller;

import java.util.Arrays;
import java.util.HexFormat;
import org.jose4j.jwk.PublicJsonWebKey;

/** What attacks are made of. */
final class TestBytes {
    static final PublicJsonWebKey ATTACKER = TestIssuer.rsa("mine");

    /** The order n of P-256 (FIPS 186-4, D.1.2.3). */
    static final byte[] P256_ORDER =
            HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private TestBytes() {}

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
