package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.Topics;
import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Edges;
import dev.bellhop.resolver.fake.Kafka;
import dev.bellhop.resolver.fake.Log;
import dev.bellhop.resolver.fake.Schemas;
import dev.bellhop.resolver.fake.Worker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for many kickoffs at once, with neighbours in trouble, and with a broker that does not take audit records. */
@QuarkusTest
class KickoffPromisesTest extends Edges {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "metrics", management = true, tls = true)
    URL metrics;

    @TestHTTPResource(value = "health/ready", management = true, tls = true)
    URL readiness;

    private Kafka kafka;
    private final Worker worker = new Worker();

    @BeforeEach
    void watchTheTopics() {
        kafka = new Kafka(bootstrapServers);
    }

    @AfterEach
    void whatWasWrittenKeepsItsSchema() {
        kafka.close();
        assertThat(kafka.events())
                .allSatisfy(event -> assertThat(Schemas.errors(event)).isEmpty());
    }

    @Test
    void hundredsAreInFlightAtOnceAndEachGetsOneResult() {
        Duration vault = Duration.ofMillis(300);
        List<Automation> automations = Stream.generate(
                        () -> Automation.ready().secret("KEY", "key", "v").slowVault(vault))
                .limit(8)
                .toList();
        List<UUID> kickoffs = Stream.generate(UUID::randomUUID).limit(200).toList();
        Instant start = Instant.now();
        for (int i = 0; i < kickoffs.size(); i++) {
            kafka.sendSoon(automations.get(i % automations.size()).kickoff(kickoffs.get(i), worker));
        }

        kickoffs.forEach(kafka::awaitResult);

        assertThat(Duration.between(start, Instant.now()))
                .as("one after another they would take a minute")
                .isLessThan(vault.multipliedBy(kickoffs.size()).dividedBy(3));
        assertThat(kickoffs)
                .allSatisfy(kickoff -> assertThat(kafka.seen(Topics.RESULTS))
                        .filteredOn(record -> kickoff.toString().equals(Kafka.text(record.key())))
                        .hasSize(1));
    }

    @Test
    void aHungVaultOfOneOrganizationDelaysNobodyElse() throws Exception {
        Automation hung = Automation.ready().secret("KEY", "key", "v").slowVault(Duration.ofMinutes(1));
        Automation well = Automation.ready().secret("KEY", "key", "v");
        List<UUID> stuck = Stream.generate(UUID::randomUUID).limit(300).toList();
        stuck.forEach(kickoff -> kafka.sendSoon(hung.kickoff(kickoff, worker)));
        UUID good = UUID.randomUUID();
        kafka.send(well.kickoff(good, worker));

        ConsumerRecord<byte[], byte[]> result = kafka.awaitResult(good);

        assertThat(json(result).get("status").asText()).isEqualTo("resolved");
        assertThat(kafka.seen(Topics.RESULTS))
                .as("the others are still waiting for their vault")
                .noneMatch(record -> stuck.contains(UUID.fromString(Kafka.text(record.key()))));
        hung.fastVault();
        stuck.forEach(kafka::awaitResult);
    }

    @Test
    void offsetsMoveOnlyPastFinishedKickoffs() {
        Automation hung = Automation.ready().secret("KEY", "key", "v").slowVault(Duration.ofMinutes(1));
        Automation well = Automation.ready().secret("KEY", "key", "v");
        UUID before = UUID.randomUUID();
        UUID stuck = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        kafka.sendTo(1, well.kickoff(before, worker));
        long waiting = kafka.sendTo(1, hung.kickoff(stuck, worker)).offset();
        kafka.sendTo(1, well.kickoff(after, worker));
        kafka.awaitResult(before);
        kafka.awaitResult(after);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> kafka.committed(1) == waiting);
        hung.fastVault();
        kafka.awaitResult(stuck);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> kafka.committed(1) == waiting + 2);
    }

    @Test
    void withoutADurableAuditRecordNothingIsReleased() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        UUID kickoff = UUID.randomUUID();
        kafka.drop(Topics.AUDIT);
        try {
            kafka.send(automation.kickoff(kickoff, worker));

            JsonNode result = json(kafka.awaitResult(kickoff));
            assertThat(result.get("status").asText()).isEqualTo("failed");
            assertThat(result.has("environment")).isFalse();
            assertThat(result.at("/problem/type").asText()).isEqualTo("urn:bellhop:problem:audit-unavailable");
            assertThat(result.at("/problem/retryable").asBoolean()).isTrue();
            RestAssured.get(readiness).then().statusCode(503).body(containsString(Topics.AUDIT));
        } finally {
            kafka.make(Topics.AUDIT);
        }

        try (Kafka again = new Kafka(bootstrapServers)) {
            JsonNode record = json(again.await(audit -> audit.topic().equals(Topics.AUDIT)
                    && Kafka.text(audit.value()).contains(kickoff.toString())
                    && Kafka.text(audit.value()).contains("audit-unavailable")));
            assertThat(record.get("outcome").asText()).isEqualTo("failed");
            assertThat(record.at("/reads/0/key").asText()).isEqualTo("KEY");
        }
    }

    @Test
    void aResultItsTopicRefusesAsTooLargeStillBecomesOne() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v".repeat(20_000));
        UUID kickoff = UUID.randomUUID();
        kafka.limit(Topics.RESULTS, 10_000);
        try {
            RecordMetadata sent = kafka.send(automation.kickoff(kickoff, worker));

            JsonNode result = json(kafka.awaitResult(kickoff));
            assertThat(result.at("/problem/type").asText()).isEqualTo("urn:bellhop:problem:environment-too-large");
            JsonNode record = json(kafka.await(audit -> audit.topic().equals(Topics.AUDIT)
                    && Kafka.text(audit.value()).contains(kickoff.toString())
                    && Kafka.text(audit.value()).contains("environment-too-large")));
            assertThat(record.at("/reads/0/key").asText()).isEqualTo("KEY");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> kafka.committed(sent.partition()) > sent.offset());
        } finally {
            kafka.limit(Topics.RESULTS, 1_048_588);
        }
    }

    @Test
    void aSecretIsFoundInNoTopicLogOrMetric() throws Exception {
        String canary = "canary-" + UUID.randomUUID();
        Automation automation = Automation.ready()
                .secret("SECRET", "secret", canary + "-secret")
                .direct("DIRECT", canary + "-direct");
        Automation failing = Automation.ready()
                .secret("SECRET", "secret", canary + "-secret")
                .direct("DIRECT", canary + "-direct")
                .secret("MISSING", "missing", null);
        UUID kickoff = UUID.randomUUID();
        UUID failed = UUID.randomUUID();
        try (Log log = new Log()) {
            kafka.send(automation.kickoff(kickoff, worker));
            kafka.send(failing.kickoff(failed, worker));

            JsonNode resolved = json(kafka.awaitResult(kickoff));
            kafka.awaitResult(failed);
            kafka.awaitAudit(failed);
            assertThat(worker.open(resolved.get("environment").asText()))
                    .contains(canary + "-secret", canary + "-direct");
            assertThat(kafka.everything()).doesNotContain(canary);
            assertThat(log.lines(canary)).isEmpty();
            assertThat(RestAssured.get(metrics).asString())
                    .doesNotContain(canary)
                    .contains("bellhop_kickoffs_seconds_count{", "bellhop_resolutions_in_flight", "reason=\"none\"");
        }
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) throws Exception {
        return JSON.readTree(record.value());
    }
}
