package dev.bellhop.resolver.fresh;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a kickoff's upstream hops must have answered. Monotonic: a step of the wall clock neither shortens nor
 * prolongs it.
 */
public final class Deadline {
    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** A deadline that much from now. */
    public static Deadline in(Duration budget) {
        return in(budget, System::nanoTime);
    }

    /** The same, on a clock of the caller's choice (nanoseconds, monotonic). */
    public static Deadline in(Duration budget, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + budget.toNanos());
    }

    /** Its end on the monotonic clock, to be compared by difference. */
    long endNanos() {
        return end;
    }

    /** What is left; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }

    /** Whether nothing is left. */
    public boolean expired() {
        return end - nanoTime.getAsLong() <= 0;
    }

    /** The shorter of what is left and the limit: what one attempt may take. */
    public Duration atMost(Duration limit) {
        Duration left = remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    @Override
    public String toString() {
        return "Deadline[" + remaining().toMillis() + " ms left]";
    }
}
