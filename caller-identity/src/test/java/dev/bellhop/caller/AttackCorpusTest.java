package dev.bellhop.caller;

import static dev.bellhop.caller.Attacks.HEADER;
import static dev.bellhop.caller.Attacks.PAYLOAD;
import static dev.bellhop.caller.Attacks.merge;
import static dev.bellhop.caller.Attacks.with;
import static dev.bellhop.caller.CallerException.Reason.ALGORITHM_REFUSED;
import static dev.bellhop.caller.CallerException.Reason.HEADER_INVALID;
import static dev.bellhop.caller.CallerException.Reason.KEY_UNKNOWN;
import static dev.bellhop.caller.CallerException.Reason.SIGNATURE_INVALID;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_MALFORMED;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_MISSING;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_TOO_LARGE;
import static dev.bellhop.caller.TestIssuer.OTHER_RSA;
import static dev.bellhop.caller.TestIssuer.RSA;
import static dev.bellhop.caller.TestIssuer.encode;
import static dev.bellhop.caller.TestIssuer.raw;
import static dev.bellhop.caller.TestIssuer.sign;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.CallerException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens nobody may get in with (RFC 8725 and the published attacks on JWT libraries): their shape, their algorithm, their key. */
class AttackCorpusTest {
    static List<Arguments> shapes() {
        String good = raw(HEADER, PAYLOAD);
        String[] parts = good.split("\\.", -1);
        return List.of(
                argumentSet("nothing", null, TOKEN_MISSING),
                argumentSet("empty", "", TOKEN_MISSING),
                argumentSet("no dot", "abc", TOKEN_MALFORMED),
                argumentSet("one dot", "abc.def", TOKEN_MALFORMED),
                argumentSet("dots only", "..", TOKEN_MALFORMED),
                argumentSet("thousands of dots", ".".repeat(8000), TOKEN_MALFORMED),
                argumentSet("millions of dots", ".".repeat(5_000_000), TOKEN_TOO_LARGE),
                argumentSet("one character too long", "a".repeat(8 * 1024 + 1), TOKEN_TOO_LARGE),
                argumentSet("oversized but good", raw(HEADER, with("pad", "x".repeat(8000))), TOKEN_TOO_LARGE),
                argumentSet("a JWE's five parts", "eyJ.eyJ.eyJ.eyJ.eyJ", TOKEN_MALFORMED),
                argumentSet("trailing dot", good + ".", TOKEN_MALFORMED),
                argumentSet("trailing part", good + ".abcd", TOKEN_MALFORMED),
                argumentSet("trailing newline", good + "\n", TOKEN_MALFORMED),
                argumentSet("trailing space", good + " ", TOKEN_MALFORMED),
                argumentSet("leading space", " " + good, TOKEN_MALFORMED),
                argumentSet("space in the payload", parts[0] + ". " + parts[1] + "." + parts[2], TOKEN_MALFORMED),
                argumentSet(
                        "newline in the signature",
                        good.substring(0, good.length() - 9) + "\n" + good.substring(good.length() - 9),
                        TOKEN_MALFORMED),
                argumentSet("padding", good + "=", TOKEN_MALFORMED),
                argumentSet("padded payload", parts[0] + "." + pad(parts[1]) + "." + parts[2], TOKEN_MALFORMED),
                argumentSet(
                        "plain base64 alphabet",
                        parts[0] + "." + parts[1] + "."
                                + parts[2].replace('-', '+').replace('_', '/') + "+/",
                        TOKEN_MALFORMED),
                argumentSet("a NUL", good + "\0", TOKEN_MALFORMED),
                argumentSet("a letter that only looks like one of ours", "\uff45" + good.substring(1), TOKEN_MALFORMED),
                argumentSet("no header", "." + parts[1] + "." + parts[2], TOKEN_MALFORMED),
                argumentSet("no payload", parts[0] + ".." + parts[2], TOKEN_MALFORMED),
                argumentSet("no signature", parts[0] + "." + parts[1] + ".", TOKEN_MALFORMED),
                argumentSet(
                        "JSON serialization", "{\"payload\":\"" + parts[1] + "\",\"signatures\":[]}", TOKEN_MALFORMED),
                argumentSet("two tokens", good + "," + good, TOKEN_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource
    void shapes(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    static List<Arguments> algorithms() {
        return List.of(
                argumentSet(
                        "alg none, unsigned",
                        encode("{\"alg\":\"none\"}") + "." + encode(PAYLOAD) + ".",
                        TOKEN_MALFORMED),
                argumentSet(
                        "alg none, signed", raw("{\"alg\":\"none\",\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet("alg NoNe", raw("{\"alg\":\"NoNe\",\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet("alg missing", raw("{\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet("alg null", raw("{\"alg\":null,\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet("alg a list", raw("{\"alg\":[\"RS256\"],\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet(
                        "alg in small letters",
                        raw("{\"alg\":\"rs256\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        ALGORITHM_REFUSED),
                argumentSet(
                        "alg with a space", raw("{\"alg\":\"RS256 \",\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet(
                        "HS256 with the public key's DER",
                        hmac("rsa-1", RSA.getPublicKey().getEncoded()),
                        ALGORITHM_REFUSED),
                argumentSet("HS256 with the public key's PEM", hmac("rsa-1", pem()), ALGORITHM_REFUSED),
                argumentSet("HS256 with an empty key's stand-in", hmac("rsa-1", new byte[] {0}), ALGORITHM_REFUSED),
                argumentSet("ES512", raw("{\"alg\":\"ES512\",\"kid\":\"p384-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet("ES256K", raw("{\"alg\":\"ES256K\",\"kid\":\"p256-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet("EdDSA", raw("{\"alg\":\"EdDSA\",\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet(
                        "a JWE algorithm", raw("{\"alg\":\"RSA-OAEP\",\"kid\":\"rsa-1\"}", PAYLOAD), ALGORITHM_REFUSED),
                argumentSet(
                        "RS256 naming an EC key",
                        raw("{\"alg\":\"RS256\",\"kid\":\"p256-1\"}", PAYLOAD),
                        ALGORITHM_REFUSED),
                argumentSet(
                        "ES256 naming an RSA key",
                        raw("{\"alg\":\"ES256\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        ALGORITHM_REFUSED),
                argumentSet(
                        "ES384 naming a P-256 key",
                        raw("{\"alg\":\"ES384\",\"kid\":\"p256-1\"}", PAYLOAD),
                        ALGORITHM_REFUSED),
                argumentSet(
                        "RS256 signature called PS256",
                        raw("{\"alg\":\"PS256\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        SIGNATURE_INVALID),
                argumentSet(
                        "RS256 signature called RS512",
                        raw("{\"alg\":\"RS512\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        SIGNATURE_INVALID));
    }

    @ParameterizedTest
    @MethodSource
    void algorithms(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    static List<Arguments> foreignKeys() {
        Map<String, Object> mine = TestIssuer.publicJwk(TestIssuer.rsa("mine"));
        return List.of(
                argumentSet(
                        "another key of the issuer",
                        sign(OTHER_RSA, "RS256", Map.of("kid", "rsa-1"), PAYLOAD),
                        SIGNATURE_INVALID),
                argumentSet("the attacker's key, embedded", foreign(Map.of("jwk", mine)), SIGNATURE_INVALID),
                argumentSet("embedded and named by it", foreign(Map.of("kid", "mine", "jwk", mine)), KEY_UNKNOWN),
                argumentSet(
                        "jku",
                        foreign(Map.of("kid", "rsa-1", "jku", "https://attacker.example/jwks")),
                        SIGNATURE_INVALID),
                argumentSet(
                        "x5u",
                        foreign(Map.of("kid", "rsa-1", "x5u", "https://attacker.example/cert.pem")),
                        SIGNATURE_INVALID),
                argumentSet("x5c", foreign(Map.of("kid", "rsa-1", "x5c", List.of("MIIB"))), SIGNATURE_INVALID),
                argumentSet("kid as a path", foreign(Map.of("kid", "../../../../dev/null")), KEY_UNKNOWN),
                argumentSet("kid as a file URL", foreign(Map.of("kid", "file:///dev/null")), KEY_UNKNOWN),
                argumentSet("kid as a URL", foreign(Map.of("kid", "https://attacker.example/key")), KEY_UNKNOWN),
                argumentSet("kid as SQL", foreign(Map.of("kid", "' union select 'key")), KEY_UNKNOWN),
                argumentSet("kid as a command", foreign(Map.of("kid", "rsa-1;sleep 10")), KEY_UNKNOWN),
                argumentSet("kid with line breaks", foreign(Map.of("kid", "rsa-1\r\nX-Injected: 1")), KEY_UNKNOWN),
                argumentSet("kid in other letters", foreign(Map.of("kid", "RSA-1")), KEY_UNKNOWN),
                argumentSet(
                        "kid of 4000 characters",
                        raw("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(4000) + "\"}", PAYLOAD),
                        KEY_UNKNOWN),
                argumentSet("kid a number", raw("{\"alg\":\"RS256\",\"kid\":1}", PAYLOAD), HEADER_INVALID),
                argumentSet("kid an object", raw("{\"alg\":\"RS256\",\"kid\":{}}", PAYLOAD), HEADER_INVALID),
                argumentSet("kid null", raw("{\"alg\":\"RS256\",\"kid\":null}", PAYLOAD), HEADER_INVALID),
                argumentSet("kid empty", raw("{\"alg\":\"RS256\",\"kid\":\"\"}", PAYLOAD), HEADER_INVALID),
                argumentSet("no kid where two keys fit", raw("{\"alg\":\"RS256\"}", PAYLOAD), KEY_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource
    void foreignKeys(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    private static String foreign(Map<String, Object> header) {
        Map<String, Object> named = header.containsKey("kid") ? header : merge(header, "kid", "rsa-1");
        return sign(TestBytes.ATTACKER, "RS256", named, PAYLOAD);
    }

    private static String pad(String part) {
        return part + "=".repeat((4 - part.length() % 4) % 4 + (part.length() % 4 == 0 ? 4 : 0));
    }

    private static byte[] pem() {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(RSA.getPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String hmac(String kid, byte[] key) {
        String input = encode("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + "." + encode(PAYLOAD);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
