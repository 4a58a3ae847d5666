package dev.bellhop.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** This JVM's one Kafka broker with the topics of {@link Topics}, for a {@code @QuarkusTest}: sets {@code kafka.bootstrap.servers}. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(QuietLogs.quarkus());
        settings.put("kafka.bootstrap.servers", Shared.once("kafka", KafkaResource::startBroker));
        return settings;
    }

    /** The broker stays for the next test class and ends with the JVM. */
    @Override
    public void stop() {}

    private static String startBroker() {
        EmbeddedKafka kafka = EmbeddedKafka.start(0, TemporaryDirectory.create("kafka"));
        kafka.createTopics();
        return kafka.bootstrapServers();
    }
}
