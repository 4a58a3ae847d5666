package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replicas of the real ring on a database of its own making, second by second, and the worst verifiers there can be: at any moment one of them
 * holds a copy of each key set that any replica served within twice max-age, and another one meets each token that lives.
 */
final class World {
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Shorter than the rules allow, so that rotations take place at the very first moment. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final int REPLICAS = 3;

    final RingTimes times;
    private long second;
    final WorldDatabase database = new WorldDatabase(this);
    final List<WorldReplica> replicas = new ArrayList<>();
    private final Map<String, Instant> lastExpiryBySigner = new HashMap<>();
    private final Deque<Served> served = new ArrayDeque<>();

    /** A key set that some replica handed out. */
    private record Served(long second, Set<String> kids) {}

    /** @param life of a token: it decides whether a rotation waits for the successor to be known or for the retired key to go */
    World(Duration life) {
        times = new RingTimes(
                Duration.ofSeconds(5), Duration.ofSeconds(12), Duration.ofSeconds(4), TOLERANCE.multipliedBy(2), life);
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new WorldReplica(this, i));
        }
        pass(1);
    }

    /** The true time. */
    Instant now() {
        return BEGIN.plusSeconds(second);
    }

    long seconds() {
        return second;
    }

    /** Time goes by: replicas refresh, publish and mint, and verifiers verify, every second. */
    void pass(long seconds) {
        for (long i = 0; i < seconds; i++) {
            second++;
            replicas.forEach(WorldReplica::refreshIfDue);
            observe();
        }
    }

    /** Nobody is cut off or wrong any more. */
    void heal() {
        database.clockOffset = Duration.ZERO;
        replicas.forEach(WorldReplica::heal);
    }

    /** What every verifier may meet now. */
    void observe() {
        database.requireOneActiveAndOnePrepared();
        for (WorldReplica replica : replicas) {
            replica.published().ifPresent(kids -> {
                require(kids.size() <= 3, "replica " + replica.index() + " publishes " + kids);
                served.addLast(new Served(second, kids));
            });
            replica.mint()
                    .ifPresent(token -> lastExpiryBySigner.merge(
                            token.kid(), token.expiresAt(), (one, other) -> one.isAfter(other) ? one : other));
        }
        served.removeIf(copy -> second - copy.second() >= times.cached().toSeconds());
        lastExpiryBySigner.forEach((kid, expiry) -> {
            if (expiry.isAfter(now()) && !database.isRevoked(kid)) {
                requireKnown(kid, expiry);
            }
        });
    }

    private void requireKnown(String kid, Instant expiry) {
        Set<Set<String>> seen = new HashSet<>();
        for (Served copy : served) {
            if (seen.add(copy.kids())) {
                require(
                        copy.kids().contains(kid),
                        "a token of " + kid + " that lives until " + expiry + " meets a key set of "
                                + BEGIN.plusSeconds(copy.second()) + " without it: " + copy.kids());
            }
        }
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " (at " + now() + ", database " + database + ")");
        }
    }
}
