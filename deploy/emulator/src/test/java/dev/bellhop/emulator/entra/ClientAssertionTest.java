package dev.bellhop.emulator.entra;

import static dev.bellhop.emulator.entra.TestAssertions.KEY;
import static dev.bellhop.emulator.entra.TestAssertions.key;
import static dev.bellhop.emulator.entra.TestAssertions.part;
import static dev.bellhop.emulator.entra.TestAssertions.published;
import static dev.bellhop.emulator.entra.TestAssertions.raw;
import static dev.bellhop.emulator.entra.TestAssertions.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAssertionTest {
    private static final Instant NOW = Instant.parse("2026-08-20T10:15:42Z");
    private static final String ISSUER = "https://issuer.example.com";
    private static final String CLAIMS =
            "{\"iss\":\"https://issuer.example.com\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":4000000000}";
    private static final List<JsonWebKey> PUBLISHED = List.of(published(KEY));

    static Stream<Arguments> refusesWhatIsNoAssertion() {
        return Stream.of(
                argumentSet("empty", "", 50027),
                argumentSet("one part", "abc", 50027),
                argumentSet("two parts", part("{}") + "." + part("{}"), 50027),
                argumentSet("no signature", part("{\"alg\":\"none\"}") + "." + part(CLAIMS) + ".", 50027),
                argumentSet("five parts, a JWE", "a.b.c.d.e", 50027),
                argumentSet("a million dots", ".".repeat(1_000_000), 50027),
                argumentSet("not base64url", "***." + part(CLAIMS) + "." + part("s"), 50027),
                argumentSet(
                        "signature not base64url",
                        part("{\"alg\":\"RS256\",\"kid\":\"k\"}") + "." + part(CLAIMS) + ".*",
                        50027),
                argumentSet("header not JSON", raw("nothing", CLAIMS), 50027),
                argumentSet("header no object", raw("[]", CLAIMS), 50027),
                argumentSet("claims not JSON", raw("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "nothing"), 50027),
                argumentSet("no alg", raw("{\"kid\":\"k1\"}", CLAIMS), 50027),
                argumentSet("no iss", raw("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"exp\":4000000000}"), 50027),
                argumentSet(
                        "iss no string",
                        raw("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"iss\":1,\"exp\":4000000000}"),
                        50027),
                argumentSet("no exp", raw("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"iss\":\"i\"}"), 50027),
                argumentSet(
                        "exp a string",
                        raw("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"iss\":\"i\",\"exp\":\"9\"}"),
                        50027),
                argumentSet(
                        "exp beyond time",
                        raw("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"iss\":\"i\",\"exp\":1e300}"),
                        50027),
                argumentSet("no kid and no thumbprint", raw("{\"alg\":\"RS256\"}", CLAIMS), 5002723),
                argumentSet("kid no string", raw("{\"alg\":\"RS256\",\"kid\":7}", CLAIMS), 5002723),
                argumentSet("alg none", raw("{\"alg\":\"none\",\"kid\":\"k1\"}", CLAIMS), 5002730),
                argumentSet("symmetric", raw("{\"alg\":\"HS256\",\"kid\":\"k1\"}", CLAIMS), 5002730),
                argumentSet("PS256", raw("{\"alg\":\"PS256\",\"kid\":\"k1\"}", CLAIMS), 5002730),
                argumentSet("alg in lower case", raw("{\"alg\":\"rs256\",\"kid\":\"k1\"}", CLAIMS), 5002730));
    }

    @ParameterizedTest
    @MethodSource
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {"5002723 no kid or thumbprint", "5002730 not RS256"})
    void refusesWhatIsNoAssertion(String compact, int code) {
        assertThatThrownBy(() -> ClientAssertion.parse(compact))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(code));
    }

    @Test
    void readsSubjectAndAudiences() {
        ClientAssertion one = ClientAssertion.parse(signed(Map.of("iss", ISSUER, "sub", "s", "aud", "a", "exp", 4e9)));
        ClientAssertion several =
                ClientAssertion.parse(signed(Map.of("iss", ISSUER, "aud", List.of("a", "b"), "exp", 4e9)));

        assertThat(one.subject()).isEqualTo("s");
        assertThat(one.audiences()).containsExactly("a");
        assertThat(several.subject()).isEmpty();
        assertThat(several.audiences()).containsExactly("a", "b");
    }

    static Stream<Arguments> isValidFromNotBeforeUntilJustBeforeExpiry() {
        long now = NOW.getEpochSecond();
        return Stream.of(
                argumentSet("nbf is now", now, now + 1, true),
                argumentSet("nbf is in a second", now + 1, now + 60, false),
                argumentSet("exp is now", now - 60, now, false),
                argumentSet("exp was a second ago", now - 60, now - 1, false),
                argumentSet("no nbf", null, now + 60, true));
    }

    @ParameterizedTest
    @MethodSource
    void isValidFromNotBeforeUntilJustBeforeExpiry(Long notBefore, long expires, boolean valid) {
        Map<String, Object> claims = notBefore == null
                ? Map.of("iss", ISSUER, "exp", expires)
                : Map.of("iss", ISSUER, "exp", expires, "nbf", notBefore);
        ClientAssertion assertion = ClientAssertion.parse(signed(claims));

        if (valid) {
            assertThatCode(() -> assertion.verify(PUBLISHED, NOW)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                    .satisfies(refused -> assertThat(code(refused)).isEqualTo(700024));
        }
    }

    @Test
    void saysWhatTimeItIsWhenAnAssertionHasExpired() {
        ClientAssertion assertion = ClientAssertion.parse(signed(Map.of("iss", ISSUER, "exp", NOW.getEpochSecond())));

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .hasMessage("AADSTS700024: Client assertion is not within its valid time range. Current time:"
                        + " 2026-08-20T10:15:42.0000000Z, assertion valid from 1970-01-01T00:00:00.0000000Z, expiry time of"
                        + " assertion 2026-08-20T10:15:42.0000000Z. Review the documentation at"
                        + " https://learn.microsoft.com/entra/identity-platform/certificate-credentials .");
    }

    @Test
    void namesTheKeyThatIsNotPublished() {
        ClientAssertion assertion = valid(signed(key("k2"), Map.of("kid", "k2"), claims()));

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .hasMessage(
                        "AADSTS7000272: The certificate with identifier k2 used to sign the federated credential could not"
                                + " be found in the metadata of identity provider https://issuer.example.com. Please validate that your"
                                + " Identity Provider's metadata exposes the key used to sign the incoming token.");
    }

    @Test
    @Emulates(area = Area.ENTRA_CODES, value = "50013 wrong signature")
    void refusesTheSignatureOfAnotherKeyOfTheSameId() {
        ClientAssertion assertion = valid(signed(key("k1"), Map.of("kid", "k1"), claims()));

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(50013));
    }

    @Test
    void refusesChangedClaims() {
        String[] parts = signed(claims()).split("\\.", -1);
        ClientAssertion assertion = valid(parts[0] + "." + part(CLAIMS) + "." + parts[2]);

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(50013));
    }

    @Test
    void complainsOfTheSignatureBeforeTheTime() {
        ClientAssertion assertion =
                ClientAssertion.parse(signed(key("k1"), Map.of("kid", "k1"), Map.of("iss", ISSUER, "exp", 1)));

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(50013));
    }

    @Test
    void refusesAHeaderItMustUnderstandAndDoesNot() {
        ClientAssertion assertion = valid(signed(KEY, Map.of("kid", "k1", "crit", List.of("exp"), "exp", 1), claims()));

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(50027));
    }

    @Test
    void refusesAnEllipticCurveKey() throws Exception {
        EllipticCurveJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        curve.setKeyId("k1");
        ClientAssertion assertion = valid(signed(claims()));

        assertThatThrownBy(() -> assertion.verify(List.of(published(curve)), NOW))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(5002730));
    }

    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "jwk, jku, x5u in the assertion are ignored")
    void ignoresKeysThatTheTokenBringsAlong() {
        RsaJsonWebKey own = key("k1");
        Map<String, Object> header = Map.of(
                "kid",
                "k1",
                "jku",
                "https://evil.example.com/jwks",
                "jwk",
                own.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        ClientAssertion assertion = valid(signed(own, header, claims()));

        assertThatThrownBy(() -> assertion.verify(PUBLISHED, NOW))
                .satisfies(refused -> assertThat(code(refused)).isEqualTo(50013));
    }

    @Test
    void showsNoToken() {
        String compact = signed(claims());
        assertThat(ClientAssertion.parse(compact)).hasToString("ClientAssertion[https://issuer.example.com, s]");
    }

    private static ClientAssertion valid(String compact) {
        return ClientAssertion.parse(compact);
    }

    private static Map<String, Object> claims() {
        return Map.of("iss", ISSUER, "sub", "s", "aud", "a", "exp", NOW.getEpochSecond() + 60);
    }

    private static int code(Throwable refused) {
        return ((EntraException) refused).error().code();
    }
}
