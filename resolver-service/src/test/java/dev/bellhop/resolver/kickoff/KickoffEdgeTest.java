package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.KafkaResource;
import dev.bellhop.embedded.TlsResource;
import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Kafka;
import dev.bellhop.resolver.fake.KickoffRecord;
import dev.bellhop.resolver.fake.Platform;
import dev.bellhop.resolver.fake.Worker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(Callers.class)
@QuarkusTestResource(Platform.class)
class KickoffEdgeTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Kafka kafka;
    private final Worker worker = new Worker();
    private final UUID kickoff = UUID.randomUUID();

    @BeforeEach
    void watchTheTopics() {
        kafka = new Kafka(bootstrapServers);
    }

    @AfterEach
    void stopWatching() {
        kafka.close();
    }

    @Test
    void everyAdmittedKickoffGetsAResult() throws Exception {
        Automation automation = Automation.ready()
                .secret("OPENAI_API_KEY", "openai-api-key", "sk-1")
                .direct("MODE", "fast");
        kafka.send(automation.kickoff(kickoff, worker));
        var result = kafka.awaitResult(kickoff);
        JsonNode document = new ObjectMapper().readTree(result.value());
        System.out.println(document.toPrettyString());
        assertThat(document.get("status").asText()).isEqualTo("resolved");
        System.out.println(worker.open(document.get("environment").asText()));
    }

    @Test
    void aRecordWithoutATokenIsADeadLetter() {
        KickoffRecord record = Automation.unknown().kickoff(kickoff, worker).without("authorization");
        var letter = kafka.awaitDeadLetter(kafka.send(record));
        assertThat(Kafka.header(letter, "bellhop-reason")).isEqualTo("kickoff-unauthenticated");
    }
}
