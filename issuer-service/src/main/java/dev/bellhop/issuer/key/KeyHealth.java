package dev.bellhop.issuer.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the health check may tell of the ring: how fresh it is, whether the database answers, whether the clocks agree. */
@ApplicationScoped
public class KeyHealth {
    private final RingFollower follower;
    private final Duration tolerance;

    KeyHealth(RingFollower follower, KeyConfig config) {
        this.follower = follower;
        this.tolerance = config.clockTolerance();
    }

    /** For display; empty in configured mode. */
    public Map<String, String> facts() {
        RingStatus status = follower.status();
        Map<String, String> facts = new LinkedHashMap<>();
        if (status.readAt() != null) {
            facts.put("ringReadAt", status.readAt().toString());
            facts.put("database", status.answering() ? "answering" : "not answering: degraded");
        }
        return facts;
    }

    /** Why this replica's clock cannot be trusted with the dates of tokens; empty if it can. */
    public Optional<String> clockRefusal() {
        Duration offset = follower.status().clockOffset();
        return offset.abs().compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of("this replica's clock is " + offset
                        + " ahead of the database's, more than bellhop.keys.clock-tolerance");
    }
}
