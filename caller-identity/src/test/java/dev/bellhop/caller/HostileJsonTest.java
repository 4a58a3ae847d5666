package dev.bellhop.caller;

import static dev.bellhop.caller.Attacks.HEADER;
import static dev.bellhop.caller.Attacks.PAYLOAD;
import static dev.bellhop.caller.Attacks.with;
import static dev.bellhop.caller.Attacks.without;
import static dev.bellhop.caller.CallerException.Reason.CLAIM_INVALID;
import static dev.bellhop.caller.CallerException.Reason.HEADER_INVALID;
import static dev.bellhop.caller.CallerException.Reason.ISSUER_UNKNOWN;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_MALFORMED;
import static dev.bellhop.caller.TestIssuer.encode;
import static dev.bellhop.caller.TestIssuer.raw;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.CallerException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers and claims that are written to be read in two ways, or not at all. All are signed well. */
class HostileJsonTest {
    static List<Arguments> headers() {
        return List.of(
                header("crit of nothing known", "\"crit\":[\"exp\"],\"exp\":1"),
                header("crit empty", "\"crit\":[]"),
                header("crit null", "\"crit\":null"),
                header("b64 false, critical", "\"b64\":false,\"crit\":[\"b64\"]"),
                header("b64 false", "\"b64\":false"),
                header("zip", "\"zip\":\"DEF\""),
                header("enc", "\"enc\":\"A256GCM\""),
                header("typ of a proof", "\"typ\":\"dpop+jwt\""),
                header("typ of a logout token", "\"typ\":\"logout+jwt\""),
                header("typ a number", "\"typ\":1"));
    }

    @ParameterizedTest
    @MethodSource
    void headers(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    static List<Arguments> documents() {
        return List.of(
                argumentSet(
                        "header twice alg",
                        raw("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        TOKEN_MALFORMED),
                argumentSet(
                        "header twice kid",
                        raw("{\"alg\":\"RS256\",\"kid\":\"x\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        TOKEN_MALFORMED),
                argumentSet(
                        "header twice, once escaped",
                        raw("{\"alg\":\"RS256\",\"\\u0061lg\":\"RS256\",\"kid\":\"rsa-1\"}", PAYLOAD),
                        TOKEN_MALFORMED),
                argumentSet("header a list", raw("[\"RS256\"]", PAYLOAD), TOKEN_MALFORMED),
                argumentSet("header null", raw("null", PAYLOAD), TOKEN_MALFORMED),
                argumentSet("header no JSON", raw("alg=RS256", PAYLOAD), TOKEN_MALFORMED),
                argumentSet(
                        "header with a comma too many",
                        raw("{\"alg\":\"RS256\",,\"kid\":\"rsa-1\"}", PAYLOAD),
                        TOKEN_MALFORMED),
                argumentSet(
                        "header with a comment",
                        raw("{\"alg\":\"RS256\"/**/,\"kid\":\"rsa-1\"}", PAYLOAD),
                        TOKEN_MALFORMED),
                argumentSet("header and more", raw(HEADER + "{}", PAYLOAD), TOKEN_MALFORMED),
                argumentSet("claims twice", raw(HEADER, "{\"sub\":\"root\"," + PAYLOAD.substring(1)), TOKEN_MALFORMED),
                argumentSet(
                        "nested claim twice",
                        raw(HEADER, with("x", Map.of()).replace("{}", "{\"a\":1,\"a\":2}")),
                        TOKEN_MALFORMED),
                argumentSet("claims a list", raw(HEADER, "[" + PAYLOAD + "]"), TOKEN_MALFORMED),
                argumentSet("claims a text", raw(HEADER, "\"ada\""), TOKEN_MALFORMED),
                argumentSet("claims and more", raw(HEADER, PAYLOAD + PAYLOAD), TOKEN_MALFORMED),
                argumentSet("claims cut off", raw(HEADER, PAYLOAD.substring(0, PAYLOAD.length() - 1)), TOKEN_MALFORMED),
                argumentSet(
                        "deep lists",
                        raw(HEADER, with("x", 0).replace(":0", ":" + "[".repeat(2000) + "]".repeat(2000))),
                        TOKEN_MALFORMED),
                argumentSet(
                        "deep objects",
                        raw(HEADER, with("x", 0).replace(":0", ":" + "{\"a\":".repeat(500) + "1" + "}".repeat(500))),
                        TOKEN_MALFORMED),
                argumentSet(
                        "deep header",
                        raw(HEADER.replace("}", ",\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}"), PAYLOAD),
                        TOKEN_MALFORMED),
                argumentSet("UTF-16", utf16(), TOKEN_MALFORMED),
                argumentSet("byte order mark", raw(HEADER, "\ufeff" + PAYLOAD), TOKEN_MALFORMED),
                argumentSet("broken UTF-8", brokenUtf8(), TOKEN_MALFORMED),
                argumentSet("another token inside", raw(HEADER, raw(HEADER, PAYLOAD)), TOKEN_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource
    void documents(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    static List<Arguments> claims() {
        return List.of(
                argumentSet("another issuer", raw(HEADER, with("iss", "https://attacker.example")), ISSUER_UNKNOWN),
                argumentSet(
                        "issuer with a slash more", raw(HEADER, with("iss", Verifier.ISSUER + "/")), ISSUER_UNKNOWN),
                argumentSet(
                        "issuer in other letters",
                        raw(HEADER, with("iss", "https://IDP.acme.example")),
                        ISSUER_UNKNOWN),
                argumentSet("issuer a list", raw(HEADER, with("iss", List.of(Verifier.ISSUER))), CLAIM_INVALID),
                argumentSet("no issuer", raw(HEADER, without("iss")), CLAIM_INVALID),
                argumentSet("no subject", raw(HEADER, without("sub")), CLAIM_INVALID),
                argumentSet("subject with a NUL", raw(HEADER, with("sub", "a\0b")), CLAIM_INVALID),
                argumentSet("subject with a line break", raw(HEADER, with("sub", "ada\nroot")), CLAIM_INVALID),
                argumentSet("subject with a C1 control", raw(HEADER, with("sub", "a\u0085b")), CLAIM_INVALID),
                argumentSet(
                        "subject with half a character",
                        raw(HEADER, with("sub", "~").replace("~", "\\ud800")),
                        CLAIM_INVALID),
                argumentSet("issuer with a NUL", raw(HEADER, with("iss", Verifier.ISSUER + "\0")), CLAIM_INVALID),
                argumentSet("empty subject", raw(HEADER, with("sub", "")), CLAIM_INVALID),
                argumentSet("subject a number", raw(HEADER, with("sub", 1)), CLAIM_INVALID),
                argumentSet("subject null", raw(HEADER, with("sub", 0).replace(":0", ":null")), CLAIM_INVALID));
    }

    @ParameterizedTest
    @MethodSource
    void claims(String token, Reason reason) {
        Attacks.assertRefused(token, reason);
    }

    private static Arguments header(String name, String member) {
        String base = member.startsWith("\"typ\"") ? "{\"alg\":\"RS256\",\"kid\":\"rsa-1\"," : HEADER.replace("}", ",");
        return argumentSet(name, raw(base + member + "}", PAYLOAD), HEADER_INVALID);
    }

    private static String utf16() {
        return encode(HEADER) + "." + encode(PAYLOAD.getBytes(StandardCharsets.UTF_16BE)) + ".AAAA";
    }

    private static String brokenUtf8() {
        byte[] payload = with("x", "~").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < payload.length; i++) {
            payload[i] = payload[i] == '~' ? (byte) 0xc0 : payload[i];
        }
        return encode(HEADER) + "." + encode(payload) + ".AAAA";
    }
}
