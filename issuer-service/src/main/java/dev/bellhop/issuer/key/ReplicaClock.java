package dev.bellhop.issuer.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** This replica's two clocks: the wall clock, which may be wrong, and the monotonic one, which only goes on. */
record ReplicaClock(Clock wall, LongSupplier nanos) {
    static ReplicaClock of(Clock wall) {
        return new ReplicaClock(wall, System::nanoTime);
    }

    /** A moment on both. */
    record Moment(Instant wall, long nanos) {
        /** What was asked for at this moment and is answered at {@code answered}: the database's clock was read half-way, as far as anyone can tell. */
        Sighting sees(Instant databaseTime, Moment answered) {
            Duration half = Duration.ofNanos((answered.nanos() - nanos) / 2);
            return Sighting.of(databaseTime, wall, nanos, Duration.between(databaseTime, wall.plus(half)));
        }
    }

    Moment now() {
        return new Moment(wall.instant(), nanos.getAsLong());
    }
}
