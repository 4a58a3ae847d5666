package dev.bellhop.resolver.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics as the channels are configured with them. */
@ApplicationScoped
class TopicNames {
    private final String kickoffs;
    private final String results;
    private final String audit;
    private final String deadLetters;

    TopicNames(
            @ConfigProperty(name = "mp.messaging.incoming.kickoffs.topic") String kickoffs,
            @ConfigProperty(name = "mp.messaging.outgoing.results.topic") String results,
            @ConfigProperty(name = "mp.messaging.outgoing.audit.topic") String audit,
            @ConfigProperty(name = "mp.messaging.outgoing.dead-letters.topic") String deadLetters) {
        this.kickoffs = kickoffs;
        this.results = results;
        this.audit = audit;
        this.deadLetters = deadLetters;
    }

    String kickoffs() {
        return kickoffs;
    }

    String results() {
        return results;
    }

    String audit() {
        return audit;
    }

    List<String> all() {
        return List.of(kickoffs, results, audit, deadLetters);
    }
}
