package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.Topics;
import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Edges;
import dev.bellhop.resolver.fake.Kafka;
import dev.bellhop.resolver.fake.KickoffRecord;
import dev.bellhop.resolver.fake.Log;
import dev.bellhop.resolver.fake.Platform;
import dev.bellhop.resolver.fake.Schemas;
import dev.bellhop.resolver.fake.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kickoff records in, results and dead letters out, with a real broker, the other services over TLS, and the emulated cloud. */
@QuarkusTest
class KickoffEdgeTest extends Edges {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    MeterRegistry registry;

    private Kafka kafka;
    private final Worker worker = new Worker();
    private final UUID kickoff = UUID.randomUUID();

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
    void aKickoffBecomesAnEnvironmentOnlyItsWorkerOpens() throws Exception {
        Automation automation = Automation.ready()
                .secret("OPENAI_API_KEY", "openai-api-key", "sk-1")
                .direct("MODE", "fast");
        try (Log log = new Log()) {
            kafka.send(automation.kickoff(kickoff, worker));

            ConsumerRecord<byte[], byte[]> result = kafka.awaitResult(kickoff);
            assertThat(Kafka.header(result, "ce_specversion")).isEqualTo("1.0");
            assertThat(Kafka.header(result, "ce_id")).isEqualTo(kickoff.toString());
            assertThat(Kafka.header(result, "ce_type")).isEqualTo("dev.bellhop.kickoff.resolved.v1");
            assertThat(Kafka.header(result, "content-type")).isEqualTo("application/json");
            JsonNode document = json(result);
            assertThat(document.get("status").asText()).isEqualTo("resolved");
            assertThat(document.get("manifest").get(0).get("key").asText()).isEqualTo("OPENAI_API_KEY");
            assertThat(document.get("manifest").get(0).has("secretName")).isFalse();

            JsonNode opened =
                    JSON.readTree(worker.open(document.get("environment").asText()));
            assertThat(opened.get("kickoffId").asText()).isEqualTo(kickoff.toString());
            assertThat(opened.get("organizationId").asText())
                    .isEqualTo(automation.organization().toString());
            assertThat(opened.get("environment"))
                    .isEqualTo(JSON.readTree("{\"OPENAI_API_KEY\":\"sk-1\",\"MODE\":\"fast\"}"));
            assertThatThrownBy(
                            () -> new Worker().open(document.get("environment").asText()))
                    .isNotNull();

            assertThat(log.lines(
                            "Workload identity config '" + automation.identity() + "' (azure): 1 secret(s) resolved"))
                    .hasSize(1);
        }
    }

    @Test
    void aRotatedSecretIsSeenByTheNextKickoff() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "before");
        UUID next = UUID.randomUUID();
        kafka.send(automation.kickoff(kickoff, worker));
        JsonNode before = json(kafka.awaitResult(kickoff));

        automation.rotate("key", "after");
        kafka.send(automation.kickoff(next, worker));
        JsonNode after = json(kafka.awaitResult(next));

        assertThat(value(before, "KEY")).isEqualTo("before");
        assertThat(value(after, "KEY")).isEqualTo("after");
        assertThat(after.at("/manifest/0/version")).isNotEqualTo(before.at("/manifest/0/version"));
        assertThat(after.at("/manifest/0/fingerprint")).isNotEqualTo(before.at("/manifest/0/fingerprint"));
    }

    @Test
    void theAuditRecordIsWrittenBeforeTheResult() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "database-password", "v");
        kafka.send(automation.kickoff(kickoff, worker));

        ConsumerRecord<byte[], byte[]> result = kafka.awaitResult(kickoff);
        ConsumerRecord<byte[], byte[]> audit = kafka.awaitAudit(kickoff);
        assertThat(audit.timestamp()).isLessThanOrEqualTo(result.timestamp());
        assertThat(Kafka.text(audit.key())).isEqualTo(automation.organization().toString());
        assertThat(Kafka.header(audit, "ce_type")).isEqualTo("dev.bellhop.audit.v1");
        JsonNode record = json(audit);
        assertThat(record.get("outcome").asText()).isEqualTo("resolved");
        assertThat(record.get("edge").asText()).isEqualTo("kafka");
        assertThat(record.at("/caller/name").asText()).isEqualTo("kickoffs");
        assertThat(record.get("recipient").asText()).isEqualTo(worker.thumbprint());
        assertThat(record.at("/reads/0/secretName").asText()).isEqualTo("database-password");
        assertThat(record.at("/reads/0/fingerprint")).isEqualTo(json(result).at("/manifest/0/fingerprint"));
    }

    @Test
    void aFailedResultNamesEveryVariableThatFailed() throws Exception {
        Automation automation = Automation.ready()
                .secret("GOOD", "good", "v")
                .secret("FIRST", "missing-1", null)
                .secret("SECOND", "missing-2", null);
        kafka.send(automation.kickoff(kickoff, worker));

        ConsumerRecord<byte[], byte[]> result = kafka.awaitResult(kickoff);
        assertThat(Kafka.header(result, "ce_type")).isEqualTo("dev.bellhop.kickoff.failed.v1");
        JsonNode document = json(result);
        assertThat(document.get("status").asText()).isEqualTo("failed");
        assertThat(document.has("environment")).isFalse();
        assertThat(document.at("/problem/type").asText()).isEqualTo("urn:bellhop:problem:variables-failed");
        assertThat(document.get("variables").findValuesAsText("key")).containsExactly("FIRST", "SECOND");
        for (JsonNode variable : document.get("variables")) {
            assertThat(variable.at("/problem/type").asText()).isEqualTo("urn:bellhop:problem:secret-not-found");
            assertThat(variable.at("/problem/hop").asText()).isEqualTo("vault");
            assertThat(variable.at("/problem/cause").asText()).isNotEmpty();
            assertThat(variable.at("/problem/fix").asText()).isNotEmpty();
        }
        JsonNode audit = json(kafka.awaitAudit(kickoff));
        assertThat(audit.get("outcome").asText()).isEqualTo("failed");
        assertThat(audit.at("/reads/0/key").asText()).isEqualTo("GOOD");
        assertThat(audit.get("failures").findValuesAsText("key")).containsExactly("FIRST", "SECOND");
    }

    @Test
    void anOptionalVariableThatFailedIsRecordedCountedAndLogged() throws Exception {
        Automation automation = Automation.ready().secret("GOOD", "good", "v").optional("EXTRA", "nowhere");
        double before = missingSecrets();
        try (Log log = new Log()) {
            kafka.send(automation.kickoff(kickoff, worker));

            assertThat(json(kafka.awaitResult(kickoff)).get("status").asText()).isEqualTo("resolved");
            JsonNode audit = json(kafka.awaitAudit(kickoff));
            assertThat(audit.get("outcome").asText()).isEqualTo("resolved");
            assertThat(audit.get("failures").findValuesAsText("key")).containsExactly("EXTRA");
            assertThat(audit.at("/failures/0/problem/type").asText()).isEqualTo("urn:bellhop:problem:secret-not-found");
            assertThat(log.lines("variables=[EXTRA: secret-not-found")).hasSize(1);
            assertThat(missingSecrets()).isEqualTo(before + 1);
        }
    }

    private double missingSecrets() {
        return registry.find("bellhop.variables.failed").tag("reason", "secret-not-found").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aRefusedExchangeIsNamedWithEntrasCode() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v").distrusted();
        kafka.send(automation.kickoff(kickoff, worker));

        JsonNode document = json(kafka.awaitResult(kickoff));
        assertThat(document.at("/variables/0/problem/hop").asText()).isEqualTo("exchange");
        assertThat(document.at("/variables/0/problem/upstreamCode").asText()).isEqualTo("AADSTS700213");
    }

    @Test
    void anUnknownAutomationGetsAFailedResult() throws Exception {
        kafka.send(Automation.unknown().kickoff(kickoff, worker));

        JsonNode document = json(kafka.awaitResult(kickoff));
        assertThat(document.at("/problem/type").asText()).isEqualTo("urn:bellhop:problem:automation-unknown");
        assertThat(document.at("/problem/hop").asText()).isEqualTo("plan");
        assertThat(json(kafka.awaitAudit(kickoff)).get("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void aKickoffPastItsDeadlineFailsWithoutAVaultRead() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        KickoffRecord late = automation
                .kickoff(kickoff, worker)
                .replace("\"kind\"", "\"deadline\":\"2020-01-01T00:00:00Z\",\"kind\"");
        kafka.send(late);

        assertThat(json(kafka.awaitResult(kickoff)).at("/problem/type").asText())
                .isEqualTo("urn:bellhop:problem:deadline-exceeded");
        assertThat(automation.vaultRequests()).isZero();
    }

    @Test
    void withoutARecipientTheResultCarriesTheManifestOnly() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        String payload = """
                {"kickoffId":"%s","organizationId":"%s","automationId":"%s"}""".formatted(kickoff, automation.organization(), automation.automation());
        String grant = Callers.grant(automation.organization(), automation.automation(), kickoff, null);
        kafka.send(KickoffRecord.of(automation.organization(), kickoff, payload, grant));

        JsonNode document = json(kafka.awaitResult(kickoff));
        assertThat(document.get("status").asText()).isEqualTo("resolved");
        assertThat(document.has("environment")).isFalse();
        assertThat(document.get("manifest")).hasSize(1);
    }

    @Test
    void aCopiedOrAlteredRecordIsRefused() {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        KickoffRecord good = automation.kickoff(kickoff, worker);
        UUID copied = UUID.randomUUID();

        RecordMetadata copy =
                kafka.send(good.replace(kickoff.toString(), copied.toString()).withHeader("ce_id", copied.toString()));
        RecordMetadata altered = kafka.send(good.replace(
                automation.automation().toString(), UUID.randomUUID().toString()));
        RecordMetadata redirected = kafka.send(good.replace(worker.jwk(), new Worker().jwk()));

        for (RecordMetadata sent : new RecordMetadata[] {copy, altered, redirected}) {
            assertThat(Kafka.header(kafka.awaitDeadLetter(sent), "bellhop-reason"))
                    .isEqualTo("kickoff-not-bound");
        }
        assertThat(automation.vaultRequests()).isZero();
    }

    @Test
    void poisonGoesToTheDeadLettersWithoutItsTokenWhileGoodOnesGoOn() {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        KickoffRecord good = automation.kickoff(kickoff, worker);
        String token = good.headers().get("authorization");

        RecordMetadata garbled = kafka.send(good.withPayload("{\"kickoffId\":"));
        RecordMetadata stranger = kafka.send(good.withHeader("authorization", "Bearer " + Callers.stranger()));
        RecordMetadata tombstone = kafka.send(new KickoffRecord(good.key(), null, good.headers()));
        RecordMetadata huge = kafka.send(good.withPayload(" ".repeat(500_000)));
        kafka.send(good);

        kafka.awaitResult(kickoff);
        ConsumerRecord<byte[], byte[]> letter = kafka.awaitDeadLetter(garbled);
        assertThat(Kafka.header(letter, "bellhop-reason")).isEqualTo("kickoff-malformed");
        assertThat(Kafka.header(letter, "bellhop-field")).isEqualTo("body");
        assertThat(Kafka.header(letter, "ce_id")).isEqualTo(kickoff.toString());
        assertThat(letter.value()).isEqualTo("{\"kickoffId\":".getBytes(StandardCharsets.UTF_8));
        assertThat(Kafka.header(kafka.awaitDeadLetter(stranger), "bellhop-code"))
                .isEqualTo("issuer-unknown");
        assertThat(kafka.awaitDeadLetter(tombstone).value()).isEmpty();
        assertThat(kafka.awaitDeadLetter(huge).value()).hasSize(8_192);
        assertThat(kafka.everything()).doesNotContain(token.substring("Bearer ".length()));
    }

    @Test
    void aRecordWaitsForItsIssuersKeys() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        String grant =
                Callers.lateGrant(automation.organization(), automation.automation(), kickoff, worker.thumbprint());
        UUID other = UUID.randomUUID();
        kafka.send(automation.kickoff(kickoff, worker).withHeader("authorization", "Bearer " + grant));
        kafka.send(automation.kickoff(other, worker));
        kafka.awaitResult(other);
        assertThat(kafka.seen(Topics.RESULTS))
                .noneMatch(record -> kickoff.toString().equals(Kafka.text(record.key())));

        Platform.serveLateKeys();

        assertThat(json(kafka.awaitResult(kickoff)).get("status").asText()).isEqualTo("resolved");
    }

    private String value(JsonNode document, String key) throws Exception {
        return JSON.readTree(worker.open(document.get("environment").asText()))
                .at("/environment/" + key)
                .asText();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return JSON.readTree(record.value());
    }
}
