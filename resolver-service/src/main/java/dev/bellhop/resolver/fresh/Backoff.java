package dev.bellhop.resolver.fresh;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubling from a base up to a cap, with full jitter, so that callers who failed together do
 * not return together.
 *
 * @param jitter numbers from 0 (inclusive) to 1 (exclusive)
 */
public record Backoff(Duration base, Duration cap, DoubleSupplier jitter) {

    /** The wait after the given number of failures in a row; never less than a tenth of the step, so that no wait is no wait. */
    public Duration after(int failures) {
        long step = cap.toMillis();
        if (failures < 30) {
            step = Math.min(step, base.toMillis() << Math.max(0, failures - 1));
        }
        return Duration.ofMillis(Math.max(1, step / 10 + (long) (jitter.getAsDouble() * step * 9 / 10)));
    }

    /**
     * The same on top of what the upstream service asked for: {@code Retry-After: 0} does not mean back to back, and those it turned away
     * together do not return together.
     */
    Duration after(Optional<Duration> retryAfter, int failures) {
        return retryAfter.orElse(Duration.ZERO).plus(after(failures));
    }
}
