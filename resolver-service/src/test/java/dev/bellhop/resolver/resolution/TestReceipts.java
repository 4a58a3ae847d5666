package dev.bellhop.resolver.resolution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Receipts at a moment of the test's choice, with monotonic time standing still. */
public final class TestReceipts {
    private TestReceipts() {}

    public static TimeLimit.Receipt at(Instant moment) {
        return new TimeLimit(Duration.ofSeconds(30), Clock.fixed(moment, ZoneOffset.UTC), () -> 0).receipt();
    }
}
