package dev.bellhop.resolver.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fake.SubjectTokens;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAssertionsTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID AUTOMATION = UUID.fromString("0f8b1a0c-9b1d-4b39-9b0a-0d7f1a1c2b3d");
    private static final String AUDIENCE = "api://AzureADTokenExchange";
    private static final AssertionKey KEY = new AssertionKey(ORGANIZATION, Optional.empty(), AUDIENCE);
    private static final AssertionKey SCOPED = new AssertionKey(ORGANIZATION, Optional.of(AUTOMATION), AUDIENCE);

    private final CloudServer issuer = new CloudServer();
    private final ClientAssertions assertions =
            assertions(() -> Uni.createFrom().item("service.token.x"));

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void asksForTheOrganizationsSubject() {
        issuer.answering(200, issued(KEY.subject(), 3600));

        ClientAssertion assertion = ask(KEY);

        assertThat(assertion.subject()).isEqualTo("organization:" + ORGANIZATION);
        assertThat(assertion.issuer()).isEqualTo("https://issuer.example.com");
        assertThat(assertion.keyId()).isEqualTo("key-1");
        assertThat(issuer.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.uri()).isEqualTo("/oauth2/token");
            assertThat(seen.headers().get("Authorization"))
                    .as("the subject token is the proof")
                    .isNull();
            assertThat(seen.body())
                    .isEqualTo("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
                            + "&subject_token=service.token.x"
                            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt"
                            + "&audience=api%3A%2F%2FAzureADTokenExchange"
                            + "&resource=urn%3Abellhop%3Aorganization%3A" + ORGANIZATION);
        });
    }

    @Test
    void asksForTheAutomationsSubjectWhereItHasOne() {
        issuer.answering(200, issued(SCOPED.subject(), 3600));

        ClientAssertion assertion = ask(SCOPED);

        assertThat(assertion.subject()).isEqualTo("organization:" + ORGANIZATION + ":automation:" + AUTOMATION);
        assertThat(issuer.requests().get(0).body()).endsWith("&resource=urn%3Abellhop%3Aautomation%3A" + AUTOMATION);
    }

    @Test
    void mintsOnceForManyAskers() {
        issuer.answering(200, issued(KEY.subject(), 3600));

        assertThat(ask(KEY)).isSameAs(ask(KEY));

        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void mintsAnotherForOneThatWasRefused() {
        issuer.answering(200, issued(KEY.subject(), 3600));
        ClientAssertion refused = ask(KEY);

        assertions.drop(KEY, refused);

        assertThat(ask(KEY)).isNotSameAs(refused);
    }

    static Stream<Arguments> namesWhatTheIssuerSays() {
        return Stream.of(
                argumentSet(
                        "another audience than it may ask for",
                        400,
                        "{\"error\":\"invalid_target\",\"error_description\":\"canary\"}",
                        Reason.ISSUER_REFUSED,
                        "400 invalid_target"),
                argumentSet("its own token refused", 401, "{}", Reason.ISSUER_REFUSED, "401"),
                argumentSet("an error that is no code", 400, "{\"error\":\"<b>\"}", Reason.ISSUER_REFUSED, "400"),
                argumentSet("no key", 503, "{}", Reason.ISSUER_UNAVAILABLE, "503"),
                argumentSet("HTML", 502, "<html>", Reason.ISSUER_UNAVAILABLE, "502"),
                argumentSet(
                        "a token for another",
                        200,
                        issued("organization:other", 3600),
                        Reason.ISSUER_ANSWER_UNREADABLE,
                        "200"),
                argumentSet("no token", 200, "{}", Reason.ISSUER_ANSWER_UNREADABLE, "200"),
                argumentSet("no life", 200, issued(KEY.subject(), 0), Reason.ISSUER_ANSWER_UNREADABLE, "200"),
                argumentSet(
                        "no JWT",
                        200,
                        "{\"access_token\":\"x.%%.y\",\"expires_in\":3600}",
                        Reason.ISSUER_ANSWER_UNREADABLE,
                        "200"));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatTheIssuerSays(int status, String body, Reason expected, String code) {
        issuer.answering(status, body);

        ResolutionException failure = failureOf(assertions, patience(expected));

        assertThat(failure.diagnosis().reason()).isEqualTo(expected);
        assertThat(failure.diagnosis().upstreamCode()).isEqualTo(code);
        assertThat(failure.diagnosis().hop()).isEqualTo(Hop.SUBJECT_TOKEN);
        assertThat(failure).hasMessageNotContaining("canary");
    }

    @Test
    void triesAgainWhenTheIssuerComesBack() {
        issuer.answering(exchange -> {
            if (exchange.number() < 3) {
                exchange.answer(503, "{}");
            } else {
                exchange.answer(200, issued(KEY.subject(), 3600));
            }
        });

        assertThat(ask(KEY).subject()).isEqualTo(KEY.subject());
        assertThat(issuer.requests()).hasSize(3);
    }

    @Test
    void saysSoWhenNothingProvesTheService() {
        ResolutionException failure = failureOf(
                assertions(() -> Uni.createFrom().failure(new IllegalStateException("no file"))),
                Duration.ofSeconds(20));

        assertThat(failure.diagnosis().reason()).isEqualTo(Reason.ISSUER_REFUSED);
        assertThat(issuer.requests()).isEmpty();
    }

    @Test
    void printsNoToken() {
        issuer.answering(200, issued(KEY.subject(), 3600));

        ClientAssertion assertion = ask(KEY);

        assertThat(assertion.toString()).doesNotContain(assertion.token());
    }

    private ClientAssertion ask(AssertionKey key) {
        return assertions
                .assertionFor(key, Deadline.in(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private static ResolutionException failureOf(ClientAssertions assertions, Duration budget) {
        return (ResolutionException) assertions
                .assertionFor(KEY, Deadline.in(budget))
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private ClientAssertions assertions(java.util.function.Supplier<Uni<String>> serviceToken) {
        return new ClientAssertions(
                new IssuerEndpoint(
                        new Upstream(issuer.vertx(), issuer.direct(), Clock.systemUTC(), false),
                        ServiceUrl.of("bellhop.issuer.url", URI.create("https://localhost:" + issuer.port())),
                        serviceToken,
                        Duration.ofSeconds(2),
                        () -> 0),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
                100,
                Clock.systemUTC());
    }

    private static String issued(String subject, int expiresIn) {
        return "{\"access_token\":\"" + SubjectTokens.of("https://issuer.example.com", subject, AUDIENCE, "one")
                + "\",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:jwt\",\"token_type\":\"N_A\",\"expires_in\":"
                + expiresIn + "}";
    }

    /** What passes is tried until the time is over; anything else needs none, but a cold machine does. */
    private static Duration patience(Reason expected) {
        return expected.retryable() ? Duration.ofMillis(1_500) : Duration.ofSeconds(20);
    }
}
