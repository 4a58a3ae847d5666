package dev.bellhop.resolver.health;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Questions to the Kafka cluster; each fails when it is not answered soon. */
@ApplicationScoped
class Broker {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = (int) PATIENCE.toMillis();

    private final Admin admin;

    Broker(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "bellhop-resolver-health");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.admin = Admin.create(settings);
    }

    /** Which of these topics are not there, or not to be seen by this service. */
    Uni<Collection<String>> missing(List<String> topics) {
        return Uni.createFrom()
                .completionStage(() -> admin.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                        .names()
                        .toCompletionStage())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(names -> {
                    Collection<String> missing = new TreeSet<>(topics);
                    missing.removeAll(names);
                    return missing;
                });
    }

    /** The topic's partitions and replicas. */
    Uni<TopicDescription> description(String topic) {
        return Uni.createFrom()
                .completionStage(() -> admin.describeTopics(
                                List.of(topic), new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                        .allTopicNames()
                        .toCompletionStage())
                .map(all -> all.get(topic));
    }

    /** The topic's settings. */
    Uni<Config> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Uni.createFrom()
                .completionStage(
                        () -> admin.describeConfigs(List.of(resource)).all().toCompletionStage())
                .map(all -> all.get(resource));
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
