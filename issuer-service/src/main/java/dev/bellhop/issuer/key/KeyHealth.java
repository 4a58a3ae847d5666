package dev.bellhop.issuer.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
        return follower.status().facts();
    }

    /** Why this replica's clock cannot be trusted with the dates of tokens and keys; empty if it can. */
    public Optional<String> clockRefusal() {
        return follower.status().clockRefusal(tolerance);
    }
}
