package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the last read of the ring went.
 *
 * @param readAt when the ring was last read; null before the first time
 * @param clockOffset how far this replica's clock is ahead of the database's, as of that read
 * @param answering whether the last attempt succeeded; true before the first one
 * @param recovered whether the attempt before the last one had failed
 * @param ring as it was last read
 */
record RingStatus(
        Instant readAt, Duration clockOffset, boolean answering, boolean recovered, Optional<StoredRing> ring) {
    static final RingStatus NOT_FOLLOWED = new RingStatus(null, Duration.ZERO, true, false, Optional.empty());

    RingStatus read(Instant now, ManagedRing.Reading reading) {
        return new RingStatus(now, reading.offset(), true, !answering, Optional.of(reading.ring()));
    }

    RingStatus failedToRead() {
        return new RingStatus(readAt, clockOffset, false, false, ring);
    }

    /** Why this replica's clock cannot be trusted with the dates of tokens and keys; empty if it can. */
    Optional<String> clockRefusal(Duration tolerance) {
        return SigningKeys.clockRefusal(clockOffset, tolerance);
    }

    /** For display; empty if no ring was ever read. */
    Map<String, String> facts() {
        return readAt == null
                ? Map.of()
                : Map.of(
                        "ringReadAt",
                        readAt.toString(),
                        "database",
                        answering ? "answering" : "not answering: degraded");
    }
}
