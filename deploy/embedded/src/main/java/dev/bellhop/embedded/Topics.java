package dev.bellhop.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics the resolver works on, as a deployment creates them; here with one replica. */
public final class Topics {
    public static final String KICKOFFS = "bellhop.kickoffs";
    public static final String RESULTS = "bellhop.results";
    public static final String AUDIT = "bellhop.audit";
    public static final String DEAD_LETTER = "bellhop.kickoffs.dead-letter";

    private static final int PARTITIONS = 4;

    private Topics() {}

    /** Kickoffs carry the broker's time, because their grants are judged at the moment they were appended. */
    static List<NewTopic> all() {
        return List.of(
                topic(KICKOFFS, PARTITIONS).configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")),
                topic(RESULTS, PARTITIONS),
                topic(AUDIT, PARTITIONS),
                topic(DEAD_LETTER, 1));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.of((short) 1));
    }
}
