package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.KafkaResource;
import dev.bellhop.embedded.TlsResource;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Kafka;
import dev.bellhop.resolver.fake.KickoffRecord;
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
class KickoffEdgeTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Kafka kafka;
    private final Worker worker = new Worker();
    private final UUID organization = UUID.randomUUID();
    private final UUID automation = UUID.randomUUID();
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
        kafka.send(KickoffRecord.of(organization, automation, kickoff, worker));
        var result = kafka.awaitResult(kickoff);
        JsonNode document = new ObjectMapper().readTree(result.value());
        System.out.println(document.toPrettyString());
        assertThat(document.get("status").asText()).isEqualTo("failed");
    }

    @Test
    void aRecordWithoutATokenIsADeadLetter() {
        var sent = kafka.send(
                KickoffRecord.of(organization, automation, kickoff, worker).without("authorization"));
        var letter = kafka.awaitDeadLetter(sent);
        letter.headers().forEach(h -> System.out.println(h.key() + "=" + Kafka.text(h.value())));
        assertThat(Kafka.header(letter, "bellhop-reason")).isEqualTo("kickoff-unauthenticated");
    }
}
