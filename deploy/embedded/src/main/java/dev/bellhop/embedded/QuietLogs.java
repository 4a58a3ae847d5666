package dev.bellhop.embedded;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The servers inside this JVM log at WARN, so that a test's own output can be read. Clients' loggers are left alone. */
final class QuietLogs {
    private static final List<String> CATEGORIES = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.common",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.network",
            "org.apache.kafka.queue",
            "org.apache.kafka.raft",
            "org.apache.kafka.security",
            "org.apache.kafka.server",
            "org.apache.kafka.snapshot",
            "org.apache.kafka.storage",
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.clients.admin",
            "io.zonky",
            "pg_ctl",
            "initdb",
            "postgres");
    /** Held, because java.util.logging forgets the level of a logger nobody holds. */
    private static final Map<String, Logger> LOGGERS =
            CATEGORIES.stream().collect(Collectors.toMap(Function.identity(), Logger::getLogger));

    private QuietLogs() {}

    static void hush() {
        LOGGERS.values().forEach(logger -> logger.setLevel(Level.WARNING));
    }

    /** The same for Quarkus, which sets levels by its own configuration. */
    static Map<String, String> quarkus() {
        return CATEGORIES.stream()
                .collect(Collectors.toMap(name -> "quarkus.log.category.\"" + name + "\".level", name -> "WARN"));
    }
}
