package dev.bellhop.emulator.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The cloud's clock: another one, set forward or back as its owner likes. */
public final class AdjustableClock extends Clock {
    static final Duration FURTHEST = Duration.ofDays(366);

    private final Clock base;
    private volatile Duration offset = Duration.ZERO;

    public AdjustableClock(Clock base) {
        this.base = base;
    }

    /** @throws IllegalArgumentException if it is more than a year */
    void setOff(Duration by) {
        if (by.abs().compareTo(FURTHEST) > 0) {
            throw new IllegalArgumentException(
                    "offsetSeconds: expected at most " + FURTHEST.toSeconds() + " either way");
        }
        offset = by;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        AdjustableClock other = new AdjustableClock(base.withZone(zone));
        other.offset = offset;
        return other;
    }
}
