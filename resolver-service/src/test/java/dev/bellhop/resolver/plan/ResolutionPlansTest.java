package dev.bellhop.resolver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResolutionPlansTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID AUTOMATION = UUID.fromString("0f8b1a0c-9b1d-4b39-9b0a-0d7f1a1c2b3d");
    private static final String PATH = "/v1/organizations/" + ORGANIZATION + "/automations/" + AUTOMATION;

    private final CloudServer config = new CloudServer();
    private final ResolutionPlans plans = plans(Uni.createFrom().item("service.token.x"));

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void readsThePlan() {
        config.answering(exchange -> exchange.answer(200, plan(ORGANIZATION), "ETag", "\"1\""));

        ResolutionPlan plan = ask();

        assertThat(plan.automationName()).isEqualTo("crew");
        WorkloadIdentityConfig identity = plan.workloadIdentityConfigs().get(0);
        assertThat(identity.perAutomation()).isFalse();
        assertThat(identity.updatedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(identity.azure().cloud()).isEqualTo("public");
        SecretProviderCredential credential = plan.credential(UUID.fromString("c0ffee00-0000-4000-8000-000000000002"))
                .orElseThrow();
        assertThat(credential.azure().vaultUrl()).isNull();
        assertThat(plan.workloadIdentityConfig(credential.workloadIdentityConfigId()))
                .contains(identity);
        assertThat(plan.variables()).extracting(PlannedVariable::key).containsExactly("OPENAI_API_KEY", "MODE");
        assertThat(plan.needsValues()).isTrue();
        assertThat(config.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.uri()).isEqualTo(PATH + "/resolution-plan");
            assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer service.token.x");
            assertThat(seen.headers().get("If-None-Match")).isNull();
        });
    }

    @Test
    void revalidatesWhatItHoldsEveryTime() {
        config.answering(exchange -> {
            if ("\"1\"".equals(exchange.request().getHeader("If-None-Match"))) {
                exchange.answer(304, "", "ETag", "\"1\"");
            } else {
                exchange.answer(200, plan(ORGANIZATION), "ETag", "\"1\"");
            }
        });

        ResolutionPlan first = ask();
        ResolutionPlan second = ask();

        assertThat(second).isSameAs(first);
        assertThat(config.requests()).hasSize(2);
    }

    @Test
    void forgetsWhatIsGone() {
        config.answering(exchange -> {
            switch (exchange.number()) {
                case 1 -> exchange.answer(200, plan(ORGANIZATION), "ETag", "\"1\"");
                case 2 -> exchange.answer(404, problem("automation-unknown"));
                default -> exchange.answer(200, plan(ORGANIZATION), "ETag", "\"2\"");
            }
        });

        ask();
        failureOf(plans, Duration.ofSeconds(20));
        ask();

        assertThat(config.requests().get(2).headers().get("If-None-Match")).isNull();
    }

    static Stream<Arguments> namesWhatConfigServiceSays() {
        UUID other = UUID.randomUUID();
        return Stream.of(
                argumentSet("unknown automation", 404, problem("automation-unknown"), Reason.AUTOMATION_UNKNOWN),
                argumentSet("unknown organization", 404, problem("organization-unknown"), Reason.ORGANIZATION_UNKNOWN),
                argumentSet(
                        "disabled organization", 409, problem("organization-disabled"), Reason.ORGANIZATION_DISABLED),
                argumentSet("disabled automation", 409, problem("automation-disabled"), Reason.AUTOMATION_DISABLED),
                argumentSet("a 404 of somebody else", 404, "<html>", Reason.CONFIG_ANSWER_UNREADABLE),
                argumentSet("unauthenticated", 401, problem("unauthenticated"), Reason.CONFIG_REFUSED),
                argumentSet("forbidden", 403, problem("forbidden"), Reason.CONFIG_REFUSED),
                argumentSet(
                        "a disabled one with another status",
                        403,
                        problem("automation-disabled"),
                        Reason.CONFIG_REFUSED),
                argumentSet("broken", 500, problem("internal-error"), Reason.CONFIG_UNAVAILABLE),
                argumentSet("HTML", 503, "<html>", Reason.CONFIG_UNAVAILABLE),
                argumentSet("busy", 429, "", Reason.CONFIG_UNAVAILABLE),
                argumentSet("no plan", 200, "[]", Reason.CONFIG_ANSWER_UNREADABLE),
                argumentSet("a truncated plan", 200, "{\"organizationId\":", Reason.CONFIG_ANSWER_UNREADABLE),
                argumentSet("somebody else's plan", 200, plan(other), Reason.CONFIG_ANSWER_UNREADABLE),
                argumentSet("a 304 for nothing held", 304, "", Reason.CONFIG_ANSWER_UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatConfigServiceSays(int status, String body, Reason expected) {
        config.answering(status, body);

        ResolutionException failure = failureOf(plans, patience(expected));

        assertThat(failure.diagnosis().reason()).isEqualTo(expected);
        assertThat(failure.diagnosis().hop()).isEqualTo(Hop.PLAN);
    }

    @Test
    void asksAgainWhileConfigServiceIsAway() {
        config.answering(exchange -> {
            switch (exchange.number()) {
                case 1 -> exchange.answer(503, "");
                case 2 -> exchange.hangUp();
                default -> exchange.answer(200, plan(ORGANIZATION), "ETag", "\"1\"");
            }
        });

        assertThat(ask().automationName()).isEqualTo("crew");
        assertThat(config.requests()).hasSize(3);
    }

    @Test
    void saysSoWhenNothingProvesTheService() {
        ResolutionException failure = failureOf(
                plans(Uni.createFrom().failure(new IllegalStateException("no file"))), Duration.ofSeconds(20));

        assertThat(failure.diagnosis().reason()).isEqualTo(Reason.CONFIG_REFUSED);
        assertThat(config.requests()).isEmpty();
    }

    @Test
    void readsValuesAnewEveryTime() {
        config.answering(
                200,
                "{\"values\":[{\"key\":\"MODE\",\"value\":\"fast\"},{\"key\":\"EMPTY\",\"value\":\"\"}],"
                        + "\"defaultValues\":[{\"key\":\"X\",\"value\":\"y\"}],\"clientSecrets\":[]}");

        DirectValues values = values();
        values();

        assertThat(values.values())
                .extractingByKey("MODE")
                .extracting(SecretText::reveal)
                .isEqualTo("fast");
        assertThat(values.values())
                .extractingByKey("EMPTY")
                .extracting(SecretText::reveal)
                .isEqualTo("");
        assertThat(values.defaultValues())
                .extractingByKey("X")
                .extracting(SecretText::reveal)
                .isEqualTo("y");
        assertThat(values.toString()).doesNotContain("fast");
        assertThat(config.requests()).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.method().name()).isEqualTo("POST");
            assertThat(seen.uri()).isEqualTo(PATH + "/resolution-values");
            assertThat(seen.body()).isEmpty();
        });
    }

    private ResolutionPlan ask() {
        return plans.planFor(ORGANIZATION, AUTOMATION, Deadline.in(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private DirectValues values() {
        return plans.valuesFor(ORGANIZATION, AUTOMATION, Deadline.in(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private static ResolutionException failureOf(ResolutionPlans plans, Duration budget) {
        return (ResolutionException) plans.planFor(ORGANIZATION, AUTOMATION, Deadline.in(budget))
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private ResolutionPlans plans(Uni<String> serviceToken) {
        return new ResolutionPlans(
                new ConfigServiceEndpoint(
                        new Upstream(config.vertx(), config.direct(), Clock.systemUTC(), false),
                        ServiceUrl.of("bellhop.config.url", URI.create("https://localhost:" + config.port() + "/")),
                        () -> serviceToken,
                        Duration.ofSeconds(2)),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
                100);
    }

    private static String problem(String code) {
        return "{\"type\":\"urn:bellhop:problem:" + code + "\",\"title\":\"x\",\"status\":404}";
    }

    private static String plan(UUID organization) {
        return """
                {"organizationId":"%s","automationId":"%s","automationName":"crew","somethingNew":{},
                 "workloadIdentityConfigs":[{"id":"c0ffee00-0000-4000-8000-000000000001","name":"prod","revision":1,
                   "updatedAt":"2026-11-20T10:00:00Z","enabled":true,"cloudProvider":"azure",
                   "audience":"api://AzureADTokenExchange","subjectScope":"organization",
                   "azure":{"tenantId":"t","clientId":"c","identity":"application","cloud":"public"}}],
                 "credentials":[{"id":"c0ffee00-0000-4000-8000-000000000002","name":"vault","revision":1,
                   "updatedAt":"2026-11-20T10:00:00Z","enabled":true,"provider":"azure_key_vault",
                   "authentication":"workload_identity","workloadIdentityConfigId":"c0ffee00-0000-4000-8000-000000000001",
                   "azure":{"vaultUrl":null}}],
                 "variables":[{"key":"OPENAI_API_KEY","source":"credential","credentialId":"c0ffee00-0000-4000-8000-000000000002",
                   "secretName":"openai-api-key","jsonPointer":null,"version":null,"required":true,"hasDefaultValue":false},
                  {"key":"MODE","source":"direct","credentialId":null,"secretName":null,"jsonPointer":null,"version":null,
                   "required":true,"hasDefaultValue":false}]}
                """.formatted(organization, AUTOMATION);
    }

    /** What passes is tried until the time is over; anything else needs none, but a cold machine does. */
    private static Duration patience(Reason expected) {
        return expected.retryable() ? Duration.ofMillis(1_500) : Duration.ofSeconds(20);
    }
}
