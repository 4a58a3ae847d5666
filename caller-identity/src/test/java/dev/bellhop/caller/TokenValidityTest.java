package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.AUDIENCE_MISMATCH;
import static dev.bellhop.caller.CallerException.Reason.CLAIM_INVALID;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_EXPIRED;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_NOT_YET_VALID;
import static dev.bellhop.caller.TestIssuer.sign;
import static dev.bellhop.caller.Verifier.ISSUER;
import static dev.bellhop.caller.Verifier.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.CallerException.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which good signatures are also good tokens: times, audiences, edges, algorithms. */
class TokenValidityTest {
    private static final Verifier VERIFIER = Verifier.forConfig();
    private static final long T = NOW.getEpochSecond();

    static Stream<Arguments> times() {
        return Stream.of(
                argumentSet("expires now", "exp", T, null),
                argumentSet("expired 29 s ago", "exp", T - 29, null),
                argumentSet("expired a hair less than the skew ago", "exp", new BigDecimal(T - 30 + ".001"), null),
                argumentSet("expired exactly the skew ago", "exp", T - 30, TOKEN_EXPIRED),
                argumentSet("expired long ago", "exp", 0, TOKEN_EXPIRED),
                argumentSet("expires at a fraction", "exp", new BigDecimal(T + ".5"), null),
                argumentSet("expires at the end of 9999", "exp", 253402300799L, null),
                argumentSet("expires after 9999", "exp", 253402300800L, CLAIM_INVALID),
                argumentSet("expires in milliseconds", "exp", NOW.toEpochMilli(), CLAIM_INVALID),
                argumentSet("expires at Long.MAX", "exp", Long.MAX_VALUE, CLAIM_INVALID),
                argumentSet("expires past every long", "exp", new BigDecimal("1e60"), CLAIM_INVALID),
                argumentSet("expires with a vast exponent", "exp", new BigDecimal("1E+999999999"), CLAIM_INVALID),
                argumentSet(
                        "expires with a vast negative exponent", "exp", new BigDecimal("1E-999999999"), CLAIM_INVALID),
                argumentSet("expires in another spelling", "exp", new BigDecimal("2E+9"), null),
                argumentSet("expires before 1970", "exp", -1, CLAIM_INVALID),
                argumentSet("exp a text", "exp", String.valueOf(T + 60), CLAIM_INVALID),
                argumentSet("exp a list", "exp", List.of(T + 60), CLAIM_INVALID),
                argumentSet("exp true", "exp", true, CLAIM_INVALID),
                argumentSet("valid from now", "nbf", T, null),
                argumentSet("valid in exactly the skew", "nbf", T + 30, null),
                argumentSet("valid a hair after the skew", "nbf", new BigDecimal(T + 30 + ".001"), TOKEN_NOT_YET_VALID),
                argumentSet("valid in 31 s", "nbf", T + 31, TOKEN_NOT_YET_VALID),
                argumentSet("nbf a text", "nbf", "now", CLAIM_INVALID),
                argumentSet("nbf huge", "nbf", Long.MAX_VALUE, CLAIM_INVALID),
                argumentSet("iat a text", "iat", "now", CLAIM_INVALID),
                argumentSet("issued tomorrow", "iat", T + 86_400, null));
    }

    @ParameterizedTest
    @MethodSource
    void times(String claim, Object value, Reason expected) {
        Map<String, Object> claims = Verifier.claims();
        claims.put(claim, value);

        assertThat(reasonOf(VERIFIER.refusal(TestIssuer.token(claims)))).isEqualTo(Optional.ofNullable(expected));
    }

    static Stream<Arguments> absentClaims() {
        return Stream.of(
                argumentSet("exp", "exp", CLAIM_INVALID),
                argumentSet("aud", "aud", CLAIM_INVALID),
                argumentSet("nbf", "nbf", null),
                argumentSet("iat", "iat", null),
                argumentSet("jti", "jti", null));
    }

    @ParameterizedTest
    @MethodSource
    void absentClaims(String claim, Reason expected) {
        Map<String, Object> claims = Verifier.claims();
        claims.remove(claim);

        assertThat(reasonOf(VERIFIER.refusal(TestIssuer.token(claims)))).isEqualTo(Optional.ofNullable(expected));
    }

    static Stream<Arguments> evaluationTimes() {
        return Stream.of(
                argumentSet("when it was made", NOW, null),
                argumentSet("30 s before", NOW.minusSeconds(30), null),
                argumentSet("just before that", NOW.minusSeconds(30).minusNanos(1), TOKEN_NOT_YET_VALID),
                argumentSet(
                        "an hour and a little less than 30 s after",
                        NOW.plusSeconds(3630).minusNanos(1),
                        null),
                argumentSet("an hour and 30 s after", NOW.plusSeconds(3630), TOKEN_EXPIRED),
                argumentSet("at the end of time", Instant.MAX, TOKEN_EXPIRED),
                argumentSet("at its beginning", Instant.MIN, TOKEN_NOT_YET_VALID));
    }

    @ParameterizedTest
    @MethodSource
    void evaluationTimes(Instant at, Reason expected) {
        CallerException refusal = VERIFIER.refusal(TestIssuer.token(Verifier.claims()), at, Edge.HTTP);

        assertThat(reasonOf(refusal)).isEqualTo(Optional.ofNullable(expected));
    }

    static Stream<Arguments> audiences() {
        return Stream.of(
                argumentSet("ours", "bellhop-config", null),
                argumentSet("ours in a list", List.of("bellhop-config"), null),
                argumentSet("ours twice", List.of("bellhop-config", "bellhop-config"), null),
                argumentSet("ours beside a stranger's", List.of("https://api.acme.example", "bellhop-config"), null),
                argumentSet(
                        "ours beside another service's",
                        List.of("bellhop-config", "bellhop-issuer"),
                        AUDIENCE_MISMATCH),
                argumentSet("ours beside a kickoff's", List.of("bellhop-kickoff", "bellhop-config"), AUDIENCE_MISMATCH),
                argumentSet("another service's", "bellhop-issuer", AUDIENCE_MISMATCH),
                argumentSet("a kickoff's", "bellhop-kickoff", AUDIENCE_MISMATCH),
                argumentSet("a stranger's", "api://AzureADTokenExchange", AUDIENCE_MISMATCH),
                argumentSet("ours in other letters", "Bellhop-Config", AUDIENCE_MISMATCH),
                argumentSet("ours with a slash", "bellhop-config/", AUDIENCE_MISMATCH),
                argumentSet("ours with a space", "bellhop-config ", AUDIENCE_MISMATCH),
                argumentSet("two in one text", "bellhop-config bellhop-issuer", AUDIENCE_MISMATCH),
                argumentSet("empty", "", CLAIM_INVALID),
                argumentSet("an empty list", List.of(), CLAIM_INVALID),
                argumentSet("a list with a number", List.of("bellhop-config", 1), CLAIM_INVALID),
                argumentSet("a list in a list", List.of(List.of("bellhop-config")), CLAIM_INVALID),
                argumentSet("an object", Map.of("bellhop-config", true), CLAIM_INVALID),
                argumentSet("a number", 1, CLAIM_INVALID));
    }

    @ParameterizedTest
    @MethodSource
    void audiences(Object audience, Reason expected) {
        Map<String, Object> claims = Verifier.claims();
        claims.put("aud", audience);

        assertThat(reasonOf(VERIFIER.refusal(TestIssuer.token(claims)))).isEqualTo(Optional.ofNullable(expected));
    }

    static Stream<Arguments> edges() {
        return Stream.of(
                argumentSet("HTTP takes the service's", Edge.HTTP, "bellhop-resolver", null),
                argumentSet("HTTP never a kickoff's", Edge.HTTP, "bellhop-kickoff", AUDIENCE_MISMATCH),
                argumentSet("exchange takes the service's", Edge.EXCHANGE, "bellhop-resolver", null),
                argumentSet("exchange never a kickoff's", Edge.EXCHANGE, "bellhop-kickoff", AUDIENCE_MISMATCH),
                argumentSet("Kafka takes a kickoff's", Edge.KAFKA, "bellhop-kickoff", null),
                argumentSet("Kafka never the service's", Edge.KAFKA, "bellhop-resolver", AUDIENCE_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource
    void edges(Edge edge, String audience, Reason expected) {
        Verifier both = new Verifier(
                Settings.caller("people", ISSUER, "bellhop-resolver")
                        .and("kickoffs", ISSUER, "bellhop-kickoff")
                        .callers(),
                TestIssuer.jwks(TestIssuer.RSA));
        String token = TestIssuer.token(TestIssuer.claims(ISSUER, "ada", audience, NOW));

        assertThat(reasonOf(both.refusal(token, NOW, edge))).isEqualTo(Optional.ofNullable(expected));
    }

    static Stream<Arguments> algorithms() {
        return Stream.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
                .map(algorithm -> argumentSet(
                        algorithm,
                        algorithm.equals("ES256")
                                ? TestIssuer.P256
                                : algorithm.equals("ES384") ? TestIssuer.P384 : TestIssuer.RSA,
                        algorithm));
    }

    @ParameterizedTest
    @MethodSource
    void algorithms(PublicJsonWebKey key, String algorithm) {
        String token = sign(key, algorithm, Map.of("kid", key.getKeyId()), JsonUtil.toJson(Verifier.claims()));

        assertThat(VERIFIER.verify(token).subject()).isEqualTo("ada");
    }

    static Stream<Arguments> types() {
        return Stream.of("JWT", "jwt", "at+jwt", "application/at+jwt", "JOSE").map(type -> argumentSet(type, type));
    }

    @ParameterizedTest
    @MethodSource
    void types(String type) {
        String token =
                sign(TestIssuer.RSA, "RS256", Map.of("kid", "rsa-1", "typ", type), JsonUtil.toJson(Verifier.claims()));

        assertThat(VERIFIER.verify(token).name()).isEqualTo("people");
    }

    private static Optional<Reason> reasonOf(CallerException refusal) {
        return Optional.ofNullable(refusal).map(CallerException::reason);
    }
}
