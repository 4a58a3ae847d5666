package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.FakeAssertions;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** An Entra that answers what a test says, and an issuer that mints for everybody. */
abstract class ExchangeFixture {
    static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    static final UUID AUTOMATION = UUID.fromString("0f8b1a0c-9b1d-4b39-9b0a-0d7f1a1c2b3d");
    static final String TENANT = "11111111-1111-1111-1111-111111111111";
    static final String CLIENT = "22222222-2222-2222-2222-222222222222";
    static final String SUBJECT = "organization:" + ORGANIZATION;
    static final String GOOD =
            "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"good.token\"}";

    final CloudServer issuer = new CloudServer();
    final CloudServer entra = new CloudServer();
    final AccessTokens tokens = tokens(Duration.ofSeconds(2));

    @AfterEach
    void close() {
        issuer.close();
        entra.close();
    }

    AccessToken ask(TokenKey key) {
        return tokens.tokenFor(key, within(Duration.ofSeconds(20))).await().atMost(Duration.ofSeconds(25));
    }

    ResolutionException failureOf(TokenKey key, Duration budget) {
        return (ResolutionException) tokens.tokenFor(key, within(budget))
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    AccessTokens tokens(Duration attemptTimeout) {
        return new AccessTokens(
                new TokenExchange(
                        FakeAssertions.of(issuer),
                        (organization, credential) -> Uni.createFrom().item(SecretText.of("the-client-secret")),
                        new EntraTokenEndpoint(
                                new Upstream(entra.vertx(), entra.throughProxy(), Clock.systemUTC(), true),
                                attemptTimeout,
                                () -> 0),
                        Clock.systemUTC()),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
                100,
                Clock.systemUTC());
    }

    static TokenKey key(String subjectScope, long revision) {
        return TokenKey.of(ORGANIZATION, AUTOMATION, config(subjectScope, revision, null), AzureCloud.PUBLIC);
    }

    static WorkloadIdentityConfig config(String subjectScope, long revision, Instant updatedAt) {
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

    static Deadline within(Duration budget) {
        return Deadline.in(budget);
    }

    static String error(String code) {
        return "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" + code + ": words\",\"error_codes\":["
                + code + "]}";
    }

    /** What passes is tried until the time is over; anything else needs none, but a cold machine does. */
    static Duration patience(Reason expected) {
        return expected.retryable() ? Duration.ofMillis(1_500) : Duration.ofSeconds(20);
    }
}
