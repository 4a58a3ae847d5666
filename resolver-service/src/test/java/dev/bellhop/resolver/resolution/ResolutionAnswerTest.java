package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.bellhop.caller.Caller;
import dev.bellhop.resolver.delivery.Environment;
import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fake.Log;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.resolution.Slots.NoSlot;
import dev.bellhop.resolver.secret.SecretText;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResolutionAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void whereItIsAllowedTheEnvironmentStandsBesideTheDocument() {
        Kickoff kickoff = kickoff(true);
        Response answer = ResolutionAnswer.of(resolved(kickoff));

        JsonNode body = JSON.valueToTree(answer.getEntity());
        assertThat(body.at("/clearEnvironment/KEY").asText()).isEqualTo("value");
        assertThat(body.get("kickoffId").asText()).isEqualTo(kickoff.id().toString());
        assertThat(body.get("status").asText()).isEqualTo("resolved");
        assertThat(body.get("manifest")).hasSize(1);
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getEntity().toString()).doesNotContain("value");
    }

    @Test
    void otherwiseItDoesNot() {
        Outcome outcome = resolved(kickoff(false));

        assertThat(JSON.valueToTree(ResolutionAnswer.of(outcome).getEntity()).toString())
                .doesNotContain("clearEnvironment", "\"value\"");
    }

    @Test
    void anOutcomeInClearDoesNotPrintItsValues() {
        Outcome outcome = resolved(kickoff(true));

        assertThat(outcome.clear().orElseThrow().values().get("KEY").reveal()).isEqualTo("value");
        assertThat(outcome.toString()).doesNotContain("=value");
    }

    @ParameterizedTest
    @CsvSource({
        "ORGANIZATION_UNKNOWN, 404",
        "AUTOMATION_DISABLED, 409",
        "VARIABLES_FAILED, 422",
        "ENVIRONMENT_TOO_LARGE, 422",
        "DEADLINE_EXCEEDED, 424",
        "CONFIG_UNAVAILABLE, 424",
        "AUDIT_UNAVAILABLE, 503",
        "INTERNAL_ERROR, 500"
    })
    void theStatusSaysWhoCanMendIt(Reason reason, int status) {
        assertThat(ResolutionAnswer.of(failed(reason)).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whatIsOurFaultIsNotExplained(Reason reason) {
        Outcome outcome = failed(reason);
        Response answer = ResolutionAnswer.of(outcome);

        JsonNode body = JSON.valueToTree(answer.getEntity());
        assertThat(answer.getMediaType().toString()).isEqualTo("application/problem+json");
        if (answer.getStatus() >= 500) {
            assertThat(body.get("title").asText()).isEqualTo("internal error");
            assertThat(body.get("detail").asText())
                    .isEqualTo("correlation id " + outcome.kickoff().id());
            assertThat(body.has("variables")).isFalse();
        } else {
            assertThat(body.get("type").asText()).isEqualTo(reason.type());
            assertThat(body.get("fix").asText()).isNotEmpty();
        }
    }

    @Test
    void aStoppingReplicaSaysSoInTheLogUnderTheIdItAnswers() {
        Kickoff kickoff = kickoff(false);
        try (Log log = new Log()) {
            Response answer = ResolutionResource.crowded(kickoff, NoSlot.closed());

            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(JSON.valueToTree(answer.getEntity()).get("detail").asText())
                    .isEqualTo("correlation id " + kickoff.id());
            assertThat(log.lines(kickoff.id().toString())).hasSize(1);
        }
    }

    @Test
    void anUnforeseenFailureNamesTheCorrelationIdOfItsLogLine() {
        try (Log log = new Log()) {
            String cause = Failures.diagnosisOf(new IllegalStateException("never shown"), UUID.randomUUID())
                    .cause();

            assertThat(cause).doesNotContain("<", "never shown");
            String correlation = cause.replaceAll(".*correlation id ([0-9a-f-]{36}).*", "$1");
            assertThat(log.lines("correlationId=" + correlation)).hasSize(1);
        }
    }

    private static Outcome failed(Reason reason) {
        return Outcome.failed(kickoff(false), Diagnosis.of(reason), List.of(), List.of(), NOW);
    }

    private static Outcome resolved(Kickoff kickoff) {
        Environment environment = new Environment(
                kickoff.id(),
                kickoff.organization(),
                kickoff.automation(),
                Map.of("KEY", SecretText.of("value")),
                List.of(new ManifestEntry("KEY", null, null, null, null, null, NOW, 1, "hmac-sha256:00", List.of())));
        return Outcome.resolved(kickoff, environment, null, Map.of(), List.of(), NOW);
    }

    private static Kickoff kickoff(boolean inClear) {
        return new Kickoff(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "crew",
                Optional.empty(),
                inClear,
                Kickoff.Edge.HTTP,
                new Caller("workers", "https://issuer.test", "worker", "bellhop-resolver", List.of(), Map.of()),
                NOW,
                Deadline.in(Duration.ofSeconds(30)),
                Optional.empty());
    }
}
