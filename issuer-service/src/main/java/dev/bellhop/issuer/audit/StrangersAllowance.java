package dev.bellhop.issuer.audit;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * How many refusals of callers that proved nothing are written down: so many a second, for anyone can be refused as often as they ask, and the
 * trail must not fill a disk by it. What is passed over is counted and told with the next one that is written.
 */
final class StrangersAllowance {
    static final int PER_SECOND = 100;

    private long second = Long.MIN_VALUE;
    private int used;
    private long passedOver;

    /** Empty if the entry must be passed over; otherwise how many were passed over before it. */
    synchronized OptionalLong use(Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            used = 0;
        }
        if (used == PER_SECOND) {
            passedOver++;
            return OptionalLong.empty();
        }
        used++;
        long before = passedOver;
        passedOver = 0;
        return OptionalLong.of(before);
    }
}
