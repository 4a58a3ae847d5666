package dev.bellhop.resolver.health;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jboss.logging.Logger;

/** What the topics' settings mean for the promises made on them: said once at start, without standing in its way. */
@ApplicationScoped
class TopicAdvice {
    private static final Logger LOG = Logger.getLogger(TopicAdvice.class);

    /** 1 MiB: a document of a million bytes and its headers. */
    static final long LARGEST_RECORD = 1L << 20;

    private final Broker broker;
    private final TopicNames topics;

    TopicAdvice(Broker broker, TopicNames topics) {
        this.broker = broker;
        this.topics = topics;
    }

    void say(@Observes StartupEvent started) {
        Uni.combine()
                .all()
                .unis(
                        broker.settings(topics.kickoffs()),
                        broker.settings(topics.audit()),
                        broker.settings(topics.results()),
                        broker.description(topics.audit())
                                .map(audit ->
                                        audit.partitions().get(0).replicas().size()))
                .with((kickoffs, audit, results, replicas) -> advice(
                        setting(kickoffs, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG),
                        replicas,
                        insync(audit),
                        Math.min(mostBytes(audit), mostBytes(results))))
                .subscribe()
                .with(
                        advice -> advice.forEach(LOG::warn),
                        failure -> LOG.warnf(
                                "The topics' settings could not be read: %s",
                                failure.getClass().getSimpleName()));
    }

    /** One sentence for each setting under which less is promised. */
    static List<String> advice(String timestampType, int auditReplicas, int minInsyncReplicas, long mostBytes) {
        List<String> advice = new ArrayList<>();
        if (!"LogAppendTime".equals(timestampType)) {
            advice.add("The kickoffs topic has message.timestamp.type=" + timestampType
                    + ": a kickoff that waits longer than its grant lives is refused. Set it to LogAppendTime.");
        }
        if (auditReplicas < 2 || minInsyncReplicas < 2) {
            advice.add("The audit topic has " + auditReplicas + " replica(s) and min.insync.replicas="
                    + minInsyncReplicas
                    + ": an audit record is lost with one broker. In production have 3 and 2.");
        }
        if (mostBytes < LARGEST_RECORD) {
            advice.add("The results or the audit topic has max.message.bytes=" + mostBytes
                    + ": a large environment ends as environment-too-large, or its audit record is refused. Set it to "
                    + LARGEST_RECORD + " or more.");
        }
        return advice;
    }

    private static long mostBytes(Config topic) {
        String value = setting(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return value == null ? LARGEST_RECORD : Long.parseLong(value);
    }

    private static int insync(Config audit) {
        String value = setting(audit, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        return value == null ? 1 : Integer.parseInt(value);
    }

    private static String setting(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? null : entry.value();
    }
}
