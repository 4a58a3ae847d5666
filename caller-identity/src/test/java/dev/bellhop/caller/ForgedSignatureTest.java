package dev.bellhop.caller;

import static dev.bellhop.caller.Attacks.HEADER;
import static dev.bellhop.caller.Attacks.PAYLOAD;
import static dev.bellhop.caller.Attacks.VERIFIER;
import static dev.bellhop.caller.Attacks.with;
import static dev.bellhop.caller.CallerException.Reason.SIGNATURE_INVALID;
import static dev.bellhop.caller.TestIssuer.P256;
import static dev.bellhop.caller.TestIssuer.P384;
import static dev.bellhop.caller.TestIssuer.encode;
import static dev.bellhop.caller.TestIssuer.raw;
import static dev.bellhop.caller.TestIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.CallerException.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that are no signatures, and good ones on other words. */
class ForgedSignatureTest {
    static List<Arguments> signatures() {
        String rsa = raw(HEADER, PAYLOAD);
        String ec = sign(P256, "ES256", Map.of("kid", "p256-1"), PAYLOAD);
        byte[] half = signatureOf(ec);
        Arrays.fill(half, 0, 32, (byte) 0);
        byte[] order = signatureOf(ec);
        System.arraycopy(TestBytes.P256_ORDER, 0, order, 32, 32);
        return List.of(
                argumentSet("a zero byte", replace(rsa, new byte[1]), SIGNATURE_INVALID),
                argumentSet("all zero RSA", replace(rsa, new byte[256]), SIGNATURE_INVALID),
                argumentSet("RSA of the modulus", replace(rsa, new byte[257]), SIGNATURE_INVALID),
                argumentSet("all ones RSA", replace(rsa, TestBytes.filled(256, 0xff)), SIGNATURE_INVALID),
                argumentSet("short RSA", replace(rsa, Arrays.copyOf(signatureOf(rsa), 255)), SIGNATURE_INVALID),
                argumentSet("long RSA", replace(rsa, Arrays.copyOf(signatureOf(rsa), 257)), SIGNATURE_INVALID),
                argumentSet("ECDSA r = s = 0", replace(ec, new byte[64]), SIGNATURE_INVALID),
                argumentSet("ECDSA r = 0", replace(ec, half), SIGNATURE_INVALID),
                argumentSet("ECDSA s = n", replace(ec, order), SIGNATURE_INVALID),
                argumentSet(
                        "ECDSA empty DER",
                        replace(ec, new byte[] {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00}),
                        SIGNATURE_INVALID),
                argumentSet(
                        "ECDSA as DER",
                        sign(P256, "ES256", Map.of("kid", "p256-1"), PAYLOAD)
                                .replaceAll("\\.[^.]+$", "." + encode(der(signatureOf(ec)))),
                        SIGNATURE_INVALID),
                argumentSet(
                        "ECDSA P-384 zero",
                        replace(sign(P384, "ES384", Map.of("kid", "p384-1"), PAYLOAD), new byte[96]),
                        SIGNATURE_INVALID),
                argumentSet(
                        "payload exchanged",
                        rsa.split("\\.", -1)[0] + "." + encode(with("sub", "root")) + "." + rsa.split("\\.", -1)[2],
                        SIGNATURE_INVALID),
                argumentSet(
                        "header exchanged",
                        encode("{\"alg\":\"RS256\",\"kid\":\"rsa-1\"}") + rsa.substring(rsa.indexOf('.')),
                        SIGNATURE_INVALID));
    }

    @ParameterizedTest
    @MethodSource
    void signatures(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    @Test
    void noSingleCharacterCanBeChanged() {
        for (String token : List.of(raw(HEADER, PAYLOAD), sign(P256, "ES256", Map.of("kid", "p256-1"), PAYLOAD))) {
            for (int i = 0; i < token.length(); i++) {
                char other = token.charAt(i) == 'A' ? 'B' : 'A';
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(VERIFIER.refusal(changed)).as("character %d", i).isNotNull();
            }
        }
    }

    @Test
    void noTokenCanBeCutShort() {
        String token = raw(HEADER, PAYLOAD);
        for (int length = 0; length < token.length(); length++) {
            assertThat(VERIFIER.refusal(token.substring(0, length)))
                    .as("%d characters", length)
                    .isNotNull();
        }
    }

    private static byte[] signatureOf(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    private static String replace(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + encode(signature);
    }

    private static byte[] der(byte[] concatenated) {
        byte[] der = new byte[72];
        der[0] = 0x30;
        der[1] = 70;
        der[2] = 0x02;
        der[3] = 33;
        System.arraycopy(concatenated, 0, der, 5, 32);
        der[37] = 0x02;
        der[38] = 33;
        System.arraycopy(concatenated, 32, der, 40, 32);
        return der;
    }
}
