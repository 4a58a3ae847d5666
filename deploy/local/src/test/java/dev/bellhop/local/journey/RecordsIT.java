package dev.bellhop.local.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Records;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.client.Worker.UnopenedException;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What someone who can read and write the topics can do with records: nothing. */
class RecordsIT {
    static Tenant tenant;

    @BeforeAll
    static void plant() {
        tenant = Tenant.planted();
    }

    @Test
    void onlyTheRecipientOpensTheEnvironment() {
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            JsonNode result = journey.resolved(tenant.kickoff(worker));
            assertThat(worker.open(result).values()).hasSize(3);
            assertThatThrownBy(() -> new Worker().open(result)).isInstanceOf(UnopenedException.class);
        }
    }

    @Test
    void environmentOfAnotherKickoffIsNotTaken() {
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            JsonNode first = journey.resolved(tenant.kickoff(worker));
            ObjectNode second =
                    (ObjectNode) journey.resolved(tenant.kickoff(worker)).deepCopy();
            second.set("environment", first.get("environment"));
            assertThatThrownBy(() -> worker.open(second)).isInstanceOf(UnopenedException.class);
        }
    }

    @Test
    void grantCopiedToAnotherKickoffIsRefused() {
        try (Journey journey = new Journey()) {
            Kickoff granted = tenant.kickoff(new Worker());
            String grant = journey.scheduler().grant(granted);
            refused(journey, tenant.kickoff(new Worker()), grant);
            Kickoff other = new Kickoff(
                    UUID.randomUUID(), granted.organization(), granted.automation(), "crew", granted.recipient(), null);
            refused(journey, other, grant);
        }
    }

    @Test
    void recordWithTheThiefsKeyIsRefused() {
        try (Journey journey = new Journey()) {
            Kickoff granted = tenant.kickoff(new Worker());
            String grant = journey.scheduler().grant(granted);
            Kickoff stolen = new Kickoff(
                    granted.id(), granted.organization(), granted.automation(), "crew", new Worker().publicKey(), null);
            refused(journey, stolen, grant);
        }
    }

    @Test
    void recordWithAnotherAutomationIsRefused() {
        try (Journey journey = new Journey()) {
            Kickoff granted = tenant.kickoff(new Worker());
            String grant = journey.scheduler().grant(granted);
            Kickoff altered = new Kickoff(
                    granted.id(),
                    granted.organization(),
                    tenant.newAutomation("another " + UUID.randomUUID()),
                    "crew",
                    granted.recipient(),
                    null);
            refused(journey, altered, grant);
        }
    }

    @Test
    void alteredGrantIsRefused() {
        try (Journey journey = new Journey()) {
            Kickoff kickoff = tenant.kickoff(new Worker());
            String grant = journey.scheduler().grant(kickoff);
            int middle = grant.indexOf('.') + 20;
            char altered = grant.charAt(middle) == 'A' ? 'B' : 'A';
            var record = journey.scheduler()
                    .record(kickoff, grant.substring(0, middle) + altered + grant.substring(middle + 1));
            journey.scheduler().send(record);
            assertThat(journey.deadLetterOf(record).headers())
                    .containsEntry("bellhop-reason", "kickoff-unauthenticated");
        }
    }

    @Test
    void tokenOfACallerIsNoGrant() {
        try (Journey journey = new Journey()) {
            var record = journey.scheduler()
                    .record(
                            tenant.kickoff(new Worker()),
                            journey.stack().tokens().get("scheduler"));
            journey.scheduler().send(record);
            assertThat(journey.deadLetterOf(record).headers())
                    .containsEntry("bellhop-reason", "kickoff-unauthenticated");
        }
    }

    @Test
    void poisonIsKeptWithoutItsTokenAndGoodOnesGoOn() {
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            Kickoff before = tenant.kickoff(worker);
            Kickoff after = tenant.kickoff(worker);
            String grant = journey.scheduler().grant(before);
            ProducerRecord<String, String> poison = journey.scheduler().record(tenant.kickoff(worker), grant);
            ProducerRecord<String, String> garbage = new ProducerRecord<>(
                    poison.topic(), null, poison.key(), "{\"kickoffId\": 12, not json", poison.headers());

            journey.scheduler().publish(before, grant);
            journey.scheduler().send(garbage);
            journey.scheduler().send(new ProducerRecord<>(poison.topic(), poison.key(), null));
            journey.scheduler().start(after);

            assertThat(worker.open(journey.resultOf(before)).values()).hasSize(3);
            assertThat(worker.open(journey.resultOf(after)).values()).hasSize(3);
            Records.Record letter = journey.deadLetterOf(garbage);
            assertThat(letter.headers()).containsEntry("bellhop-reason", "kickoff-malformed");
            assertThat(letter.headers()).doesNotContainKey("authorization");
            assertThat(letter.toString()).doesNotContain(grant).doesNotContain(grant.split("\\.")[2]);
        }
    }

    private static void refused(Journey journey, Kickoff kickoff, String grant) {
        ProducerRecord<String, String> record = journey.scheduler().record(kickoff, grant);
        journey.scheduler().send(record);
        Records.Record letter = journey.deadLetterOf(record);
        assertThat(letter.headers()).containsEntry("bellhop-reason", "kickoff-not-bound");
        assertThat(letter.headers()).doesNotContainKey("authorization");
        assertThat(new String(record.headers().lastHeader("authorization").value(), UTF_8))
                .endsWith(grant);
        assertThat(letter.toString()).doesNotContain(grant);
        assertThat(journey.results().soFar())
                .noneMatch(result -> kickoff.id().toString().equals(result.key()));
    }
}
