package dev.bellhop.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    static Path dir;

    static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(0, dir);
        kafka.createTopics();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void createsTheFourTopicsAndNoOthers() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .isEqualTo(Set.of(
                            "bellhop.kickoffs", "bellhop.results", "bellhop.audit", "bellhop.kickoffs.dead-letter"));
        }
    }

    @Test
    void stampsKickoffsWithTheBrokersTime() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.KICKOFFS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var config = admin.describeConfigs(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            assertThat(config.get(topic).get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        }
        long forged = 1_000_000_000_000L;
        produce(new ProducerRecord<>(Topics.KICKOFFS, 0, forged, "key", "value"));
        ConsumerRecord<String, String> read = consume(Topics.KICKOFFS, 1).get(0);
        assertThat(read.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(read.timestamp()).isGreaterThan(forged);
    }

    @Test
    void restartKeepsPortAndRecords() throws Exception {
        String before = kafka.bootstrapServers();
        produce(new ProducerRecord<>(Topics.RESULTS, 0, "key", "kept"));

        kafka.stop();
        kafka.restart();

        assertThat(kafka.bootstrapServers()).isEqualTo(before);
        assertThat(consume(Topics.RESULTS, 1).get(0).value()).isEqualTo("kept");
    }

    @Test
    void creatingTopicsAgainChangesNothing() throws Exception {
        kafka.createTopics();
        createsTheFourTopicsAndNoOthers();
    }

    private static void produce(ProducerRecord<String, String> record) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(record).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<ConsumerRecord<String, String>> consume(String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }
}
