package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.demo.Demo;
import dev.bellhop.local.http.Https.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshValueIT {
    @Test
    void kickoffAfterARotationGetsTheNewValue() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        String firstVersion = tenant.secret("openai-api-key", "before the rotation");
        try (Journey journey = new Journey()) {
            JsonNode first = journey.resolved(tenant.kickoff(worker));
            String secondVersion = tenant.secret("openai-api-key", "after the rotation");
            JsonNode second = journey.resolved(tenant.kickoff(worker));

            assertThat(worker.open(first).values()).containsEntry("OPENAI_API_KEY", "before the rotation");
            assertThat(worker.open(second).values()).containsEntry("OPENAI_API_KEY", "after the rotation");
            assertThat(Journey.manifest(first, "OPENAI_API_KEY").path("version").asText())
                    .isEqualTo(firstVersion);
            assertThat(Journey.manifest(second, "OPENAI_API_KEY")
                            .path("version")
                            .asText())
                    .isEqualTo(secondVersion);
            assertThat(Journey.manifest(second, "OPENAI_API_KEY").path("fingerprint"))
                    .isNotEqualTo(Journey.manifest(first, "OPENAI_API_KEY").path("fingerprint"));
            assertThat(Journey.manifest(second, "SLACK_WEBHOOK").path("fingerprint"))
                    .isEqualTo(Journey.manifest(first, "SLACK_WEBHOOK").path("fingerprint"));
        }
    }

    @Test
    void workerThatAsksOverHttpGetsTheSame() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        String version = tenant.secret("openai-api-key", "asked over HTTP");
        Answer answer = tenant.ownWorker()
                .post(
                        tenant.path() + "/automations/" + tenant.automation() + "/resolutions",
                        Map.of("recipient", worker.publicKey()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(worker.open(answer.json()).values()).containsEntry("OPENAI_API_KEY", "asked over HTTP");
        assertThat(Journey.manifest(answer.json(), "OPENAI_API_KEY")
                        .path("version")
                        .asText())
                .isEqualTo(version);
    }

    @Test
    void directValueIsReadWithTheKickoffToo() {
        Tenant tenant = Tenant.planted();
        JsonNode mode =
                tenant.variable(tenant.automation(), "MODE", Map.of("source", "direct", "value", "first direct value"));
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            JsonNode result = journey.resolved(tenant.kickoff(worker));
            assertThat(worker.open(result).values()).containsEntry("MODE", "first direct value");
            assertThat(mode.has("value")).isFalse();
        }
    }

    @Test
    void automationWithoutVariablesIsResolvedEmpty() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            var kickoff = dev.bellhop.local.client.Kickoff.of(
                    tenant.organization(), tenant.newAutomation("nothing to carry"), worker);
            assertThat(worker.open(journey.resolved(kickoff)).values()).isEmpty();
        }
    }

    @Test
    void demoHoldsAndShowsNoValue() {
        List<String> lines = new ArrayList<>();
        Demo.Outcome outcome = new Demo(TestStack.file(), lines::add).run();
        assertThat(outcome.passed()).as(String.join("\n", lines)).isTrue();
        assertThat(lines).noneMatch(line -> line.contains("sk-") || line.contains("hooks.example.com"));
    }
}
