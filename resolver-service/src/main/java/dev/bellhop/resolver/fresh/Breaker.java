package dev.bellhop.resolver.fresh;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Stops asking a service that does not answer. After five requests in a row without an answer nothing is sent for a while; then one
 * request is let through, and its luck decides. Each while is twice the last, up to half a minute.
 */
public final class Breaker {
    private static final int TIMEOUTS = 5;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private int timeouts;
    private long openUntil;
    private Duration lastWhile = Duration.ZERO;
    private boolean open;
    private boolean probing;

    /** @param nanoTime monotonic */
    public Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Empty for a request that may be sent, which then must be followed by {@link #answered} or {@link #timedOut}; else how long to wait. */
    public synchronized Optional<Duration> refusal() {
        if (!open) {
            return Optional.empty();
        }
        long left = openUntil - nanoTime.getAsLong();
        if (left > 0) {
            return Optional.of(Duration.ofNanos(left));
        }
        if (probing) {
            return Optional.of(Duration.ofSeconds(1));
        }
        probing = true;
        return Optional.empty();
    }

    /** It answered, whatever it said. */
    public synchronized void answered() {
        timeouts = 0;
        open = false;
        probing = false;
        lastWhile = Duration.ZERO;
    }

    /** No answer came in time. */
    public synchronized void timedOut() {
        timeouts++;
        // Those sent before it opened say nothing new.
        if (probing || (!open && timeouts >= TIMEOUTS)) {
            Duration doubled = lastWhile.isZero() ? FIRST : lastWhile.multipliedBy(2);
            lastWhile = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
            openUntil = nanoTime.getAsLong() + lastWhile.toNanos();
            open = true;
            probing = false;
        }
    }
}
