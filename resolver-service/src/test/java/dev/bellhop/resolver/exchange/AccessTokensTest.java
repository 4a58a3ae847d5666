package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.assertion.FakeAssertions;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.upstream.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Error bodies as documented: Microsoft identity platform, "Error response" of the client credentials flow. */
class AccessTokensTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID AUTOMATION = UUID.fromString("0f8b1a0c-9b1d-4b39-9b0a-0d7f1a1c2b3d");
    private static final String TENANT = "11111111-1111-1111-1111-111111111111";
    private static final String CLIENT = "22222222-2222-2222-2222-222222222222";
    private static final String SUBJECT = "organization:" + ORGANIZATION;
    private static final String GOOD =
            "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"good.token\"}";

    private final CloudServer issuer = new CloudServer();
    private final CloudServer entra = new CloudServer();
    private final AccessTokens tokens = tokens(Duration.ofSeconds(2));

    @AfterEach
    void close() {
        issuer.close();
        entra.close();
    }

    @Test
    void asksForAVaultTokenByAssertion() {
        entra.answering(200, GOOD);

        AccessToken token = ask(key("organization", 1));

        assertThat(token.token()).isEqualTo("good.token");
        assertThat(token.toString()).doesNotContain("good.token");
        assertThat(entra.tunnels()).containsExactly("login.microsoftonline.com:443");
        assertThat(entra.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.uri()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
            assertThat(seen.headers().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(seen.headers().get("client-request-id")).hasSize(36);
            assertThat(seen.headers().get("Cookie")).isNull();
            assertThat(seen.body())
                    .startsWith("grant_type=client_credentials&client_id=" + CLIENT
                            + "&scope=https%3A%2F%2Fvault.azure.net%2F.default"
                            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                            + "&client_assertion=ey");
        });
    }

    @Test
    void manyCallersCostOneExchange() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        entra.answering(exchange -> exchange.vertx()
                .executeBlocking(() -> mayAnswer.await(5, TimeUnit.SECONDS))
                .onSuccess(ignored -> exchange.answer(200, GOOD)));
        List<java.util.concurrent.CompletableFuture<AccessToken>> callers = IntStream.range(0, 50)
                .mapToObj(i -> tokens.tokenFor(key("organization", 1), within(Duration.ofSeconds(20)))
                        .subscribeAsCompletionStage())
                .toList();

        callers.get(0).cancel(true);
        mayAnswer.countDown();

        for (var caller : callers.subList(1, callers.size())) {
            assertThat(caller.get(5, TimeUnit.SECONDS).token()).isEqualTo("good.token");
        }
        assertThat(entra.requests()).hasSize(1);
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void everythingATokenDependsOnIsPartOfItsKey() {
        entra.answering(200, GOOD);
        UUID other = UUID.fromString("99999999-9f2d-4a51-bb0e-54b6c5b3e0a1");

        ask(key("organization", 1));
        ask(key("organization", 2));
        ask(TokenKey.of(other, AUTOMATION, config("organization", 1, null), AzureCloud.PUBLIC));
        ask(key("automation", 1));
        ask(TokenKey.of(ORGANIZATION, other, config("automation", 1, null), AzureCloud.PUBLIC));
        ask(TokenKey.of(ORGANIZATION, other, config("organization", 1, null), AzureCloud.PUBLIC));

        assertThat(entra.requests()).as("the last is the first one's").hasSize(5);
        assertThat(issuer.requests()).as("one per subject").hasSize(4);
    }

    @Test
    void takesNumbersAsText() {
        entra.answering(
                200,
                "{\"token_type\":\"bearer\",\"expires_in\":\"3599\",\"refresh_in\":\"1200\",\"access_token\":\"t\"}");

        AccessToken token = ask(key("organization", 1));

        assertThat(Duration.between(Instant.now(), token.renewAt())).isLessThan(Duration.ofSeconds(1201));
    }

    static Stream<Arguments> namesWhatEntraSays() {
        String gone =
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700213: canary\",\"error_codes\":[700213]}";
        return Stream.of(
                argumentSet("wrong subject", 401, gone, Reason.FEDERATED_SUBJECT_MISMATCH, "AADSTS700213"),
                argumentSet(
                        "the old combined code, with another status",
                        400,
                        "{\"error\":\"invalid_request\",\"error_codes\":[70021]}",
                        Reason.FEDERATED_CREDENTIAL_MISMATCH,
                        "AADSTS70021"),
                argumentSet(
                        "an unknown code", 400, "{\"error_codes\":[501314]}", Reason.EXCHANGE_REFUSED, "AADSTS501314"),
                argumentSet("HTML", 400, "<html>Bad Request</html>", Reason.ENTRA_ANSWER_UNREADABLE, "400"),
                argumentSet("a redirect", 302, "", Reason.ENTRA_ANSWER_UNREADABLE, "302"),
                argumentSet("HTML from a gateway", 502, "<html>Bad Gateway</html>", Reason.ENTRA_UNAVAILABLE, "502"),
                argumentSet("a code with a 5xx", 503, gone, Reason.FEDERATED_SUBJECT_MISMATCH, "AADSTS700213"),
                argumentSet(
                        "a server condition",
                        400,
                        "{\"error_codes\":[90033]}",
                        Reason.ENTRA_UNAVAILABLE,
                        "AADSTS90033"),
                argumentSet("throttled in plain text", 429, "Too Many Requests", Reason.ENTRA_THROTTLED, "429"),
                argumentSet(
                        "a truncated success",
                        200,
                        "{\"token_type\":\"Bearer\",\"acc",
                        Reason.ENTRA_ANSWER_UNREADABLE,
                        "200"),
                argumentSet(
                        "a token with a line break",
                        200,
                        "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"a\\r\\nb\"}",
                        Reason.ENTRA_ANSWER_UNREADABLE,
                        "200"),
                argumentSet(
                        "another kind of token",
                        200,
                        "{\"token_type\":\"pop\",\"expires_in\":3599,\"access_token\":\"ab\"}",
                        Reason.ENTRA_ANSWER_UNREADABLE,
                        "200"));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatEntraSays(int status, String body, Reason expected, String code) {
        entra.answering(status, body);

        ResolutionException failure = failureOf(key("organization", 1), patience(expected));

        assertThat(failure.diagnosis().reason()).isEqualTo(expected);
        assertThat(failure.diagnosis().upstreamCode()).isEqualTo(code);
        assertThat(failure.diagnosis().hop()).isEqualTo(Hop.EXCHANGE);
        assertThat(failure).hasMessageNotContaining("canary");
    }

    @Test
    void saysWhatWasPresentedAndTheCommandThatMendsIt() {
        entra.answering(401, error("700213"));

        Diagnosis diagnosis =
                failureOf(key("organization", 1), Duration.ofSeconds(20)).diagnosis();

        assertThat(diagnosis.cause())
                .startsWith("Presented: subject " + SUBJECT + ". Expected: a federated credential of application "
                        + CLIENT + " for issuer " + FakeAssertions.ISSUER + " with exactly this subject.");
        assertThat(diagnosis.fix())
                .contains("az ad app federated-credential create --id " + CLIENT + " --parameters '{\"name\":\"bellhop-"
                        + ORGANIZATION + "\",\"issuer\":\"" + FakeAssertions.ISSUER + "\",\"subject\":\"" + SUBJECT
                        + "\",\"audiences\":[\"api://AzureADTokenExchange\"]}'");
    }

    @Test
    void aRefusalIsAskedForOnce() {
        entra.answering(401, error("700213"));

        failureOf(key("organization", 1), Duration.ofSeconds(20));
        failureOf(key("organization", 1), Duration.ofSeconds(20));

        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void aFreshConfigIsGivenTimeToSpread() {
        entra.answering(exchange -> {
            if (exchange.number() < 3) {
                exchange.answer(401, error("700213"));
            } else {
                exchange.answer(200, GOOD);
            }
        });
        TokenKey fresh =
                TokenKey.of(ORGANIZATION, AUTOMATION, config("organization", 1, Instant.now()), AzureCloud.PUBLIC);

        assertThat(ask(fresh).token()).isEqualTo("good.token");
        assertThat(entra.requests()).hasSize(3);
    }

    @Test
    void aMismatchThatCannotPassIsNotWaitedFor() {
        entra.answering(401, error("7002138"));
        TokenKey fresh =
                TokenKey.of(ORGANIZATION, AUTOMATION, config("organization", 1, Instant.now()), AzureCloud.PUBLIC);

        assertThat(failureOf(fresh, Duration.ofSeconds(20)).diagnosis().reason())
                .isEqualTo(Reason.FEDERATED_SUBJECT_CASE);
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void anAssertionOutOfItsTimeIsMintedOnceMore() {
        entra.answering(exchange -> {
            if (exchange.number() == 1) {
                exchange.answer(401, error("700024"));
            } else {
                exchange.answer(200, GOOD);
            }
        });

        assertThat(ask(key("organization", 1)).token()).isEqualTo("good.token");

        assertThat(issuer.requests()).hasSize(2);
        assertThat(entra.requests().get(0).body())
                .isNotEqualTo(entra.requests().get(1).body());
    }

    @Test
    void andOnlyOnceMore() {
        entra.answering(exchange -> exchange.answer(401, error("700024"), "Date", "Sat, 21 Nov 2026 10:00:00 GMT"));

        Diagnosis diagnosis =
                failureOf(key("organization", 1), Duration.ofSeconds(20)).diagnosis();

        assertThat(diagnosis.reason()).isEqualTo(Reason.ASSERTION_TIME);
        assertThat(diagnosis.cause()).contains("Entra's clock read 2026-11-21T10:00:00Z, ours ");
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void retryAfterIsKeptForEverybody() {
        entra.answering(exchange -> exchange.answer(429, "Too Many Requests", "Retry-After", "60"));

        failureOf(key("organization", 1), Duration.ofSeconds(20));
        failureOf(key("organization", 1), Duration.ofSeconds(20));

        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void aHungEntraIsGivenUpAndAskedAgain() {
        AccessTokens impatient = tokens(Duration.ofMillis(200));
        entra.answering(exchange -> {
            if (exchange.number() > 1) {
                exchange.answer(200, GOOD);
            }
        });

        AccessToken token = impatient
                .tokenFor(key("organization", 1), within(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(token.token()).isEqualTo("good.token");
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void aTenantThatIsNoSegmentIsNotAskedFor() {
        WorkloadIdentityConfig twisted = new WorkloadIdentityConfig(
                UUID.randomUUID(),
                "x",
                1,
                null,
                true,
                "azure",
                "",
                "organization",
                new WorkloadIdentityConfig.Azure("common/../" + TENANT, CLIENT, "application", "public"));

        ResolutionException failure =
                failureOf(TokenKey.of(ORGANIZATION, AUTOMATION, twisted, AzureCloud.PUBLIC), Duration.ofSeconds(1));

        assertThat(failure.diagnosis().reason()).isEqualTo(Reason.TENANT_MALFORMED);
        assertThat(entra.requests()).isEmpty();
    }

    private AccessToken ask(TokenKey key) {
        return tokens.tokenFor(key, within(Duration.ofSeconds(20))).await().atMost(Duration.ofSeconds(25));
    }

    private ResolutionException failureOf(TokenKey key, Duration budget) {
        return (ResolutionException) tokens.tokenFor(key, within(budget))
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private AccessTokens tokens(Duration attemptTimeout) {
        return new AccessTokens(
                new TokenExchange(
                        FakeAssertions.of(issuer),
                        new EntraTokenEndpoint(
                                new Upstream(entra.vertx(), entra.throughProxy(), Clock.systemUTC(), true),
                                attemptTimeout,
                                () -> 0),
                        Clock.systemUTC()),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
                100,
                Clock.systemUTC());
    }

    private static TokenKey key(String subjectScope, long revision) {
        return TokenKey.of(ORGANIZATION, AUTOMATION, config(subjectScope, revision, null), AzureCloud.PUBLIC);
    }

    private static WorkloadIdentityConfig config(String subjectScope, long revision, Instant updatedAt) {
        return new WorkloadIdentityConfig(
                UUID.fromString("c0ffee00-0000-4000-8000-000000000001"),
                "prod",
                revision,
                updatedAt,
                true,
                "azure",
                "api://AzureADTokenExchange",
                subjectScope,
                new WorkloadIdentityConfig.Azure(TENANT, CLIENT, "application", "public"));
    }

    private static Deadline within(Duration budget) {
        return Deadline.in(budget);
    }

    private static String error(String code) {
        return "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" + code + ": words\",\"error_codes\":["
                + code + "]}";
    }

    /** What passes is tried until the time is over; anything else needs none, but a cold machine does. */
    private static Duration patience(Reason expected) {
        return expected.retryable() ? Duration.ofMillis(1_500) : Duration.ofSeconds(20);
    }
}
