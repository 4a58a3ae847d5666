package dev.bellhop.issuer.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the health check may tell of the ring: how fresh it is, whether the database answers, whether the clocks agree. */
@ApplicationScoped
public class KeyHealth {
    private final RingFollower follower;
    private final SigningKeys keys;
    private final Duration tolerance;
    private final Clock clock;

    KeyHealth(RingFollower follower, SigningKeys keys, KeyConfig config, Clock clock) {
        this.follower = follower;
        this.keys = keys;
        this.tolerance = config.clockTolerance();
        this.clock = clock;
    }

    /** For display; empty in configured mode. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>(follower.status().facts());
        Instant now = clock.instant();
        keys.leaseLeft(now)
                .ifPresent(left -> facts.put("servesUntil", now.plus(left).toString()));
        return facts;
    }

    /** Why this replica's clock cannot be trusted with the dates of tokens and keys; empty if it can. */
    public Optional<String> clockRefusal() {
        return follower.status().clockRefusal(tolerance);
    }
}
