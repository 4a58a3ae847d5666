package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;

/**
 * The spans that promise "published before used" rests on.
 *
 * @param publishAhead the operator's own margin
 * @param ringLease how long a replica goes on with a ring it can no longer read
 * @param maxAge how long the key set may be cached
 * @param skew how far a clock that is trusted may be wrong, and a change may be late when it becomes visible, together
 * @param longestLife of any token
 */
record RingTimes(Duration publishAhead, Duration ringLease, Duration maxAge, Duration skew, Duration longestLife) {

    /**
     * From publication to the first signature. Until the lease ends, a replica cut off from the database hands out key sets without the new key; a
     * shared cache may have taken one in the last moment, and a verifier one from that cache in its last.
     */
    Duration announcement() {
        Duration everyCache = ringLease.plus(cached()).plus(skew);
        return publishAhead.compareTo(everyCache) > 0 ? publishAhead : everyCache;
    }

    /** From the last regular signature to the end of publication: a replica cut off goes on signing until its lease ends, for tokens of any life. */
    Duration afterlife() {
        return longestLife.plus(ringLease).plus(skew);
    }

    /** When no cache holds a key any more that left the key set at {@code removed}, even if a replica was cut off at that moment. */
    Instant cleanAfter(Instant removed) {
        return removed.plus(ringLease).plus(cached()).plus(skew);
    }

    /** A shared cache and a verifier behind it, each for the whole max-age. */
    Duration cached() {
        return maxAge.multipliedBy(2);
    }

    /** A rotation cannot follow another one any sooner. */
    Duration shortestRotation() {
        return announcement().compareTo(afterlife()) > 0 ? announcement() : afterlife();
    }
}
