package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;

/**
 * How the last read of the ring went.
 *
 * @param readAt when the ring was last read; null before the first time
 * @param clockOffset how far this replica's clock is ahead of the database's, as of that read
 * @param answering whether the last attempt succeeded; true before the first one
 * @param recovered whether the attempt before the last one had failed
 */
record RingStatus(Instant readAt, Duration clockOffset, boolean answering, boolean recovered) {
    static final RingStatus NOT_FOLLOWED = new RingStatus(null, Duration.ZERO, true, false);

    RingStatus read(Instant now, Duration offset) {
        return new RingStatus(now, offset, true, !answering);
    }

    RingStatus failedToRead() {
        return new RingStatus(readAt, clockOffset, false, false);
    }
}
