package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;

/**
 * When a replica saw the ring, and what its two clocks say has passed since. The database's time is counted on by the monotonic clock, so a wall
 * clock that is set anew does not bring a date forward. The age is counted piece by piece by whichever clock went further, for the monotonic one
 * stands still while a machine sleeps and the wall clock may be set back.
 *
 * @param asked monotonic clock when the ring was asked for: the order of sightings
 * @param ringTime the database's time at the last look, or a little later; never earlier
 * @param age of what was seen, at the last look
 * @param offset how far the wall clock was ahead of the database's at the last look
 * @param wall wall clock at the last look
 * @param nanos monotonic clock at the last look
 */
record Sighting(long asked, Instant ringTime, Duration age, Duration offset, Instant wall, long nanos) {
    /** Shorter spans are not worth a new object. */
    private static final Duration WORTHWHILE = Duration.ofMillis(250);

    /**
     * @param databaseTime of the ring; not later than its content
     * @param wall before it was asked for
     * @param nanos before it was asked for
     */
    static Sighting of(Instant databaseTime, Instant wall, long nanos, Duration offset) {
        return new Sighting(nanos, databaseTime, Duration.ZERO, offset, wall, nanos);
    }

    /** The same, looked at now. */
    Sighting at(Instant wallNow, long nanosNow) {
        Duration byWall = Duration.between(wall, wallNow);
        Duration monotonic = Duration.ofNanos(nanosNow - nanos);
        Duration passed = monotonic.compareTo(byWall) > 0 ? monotonic : byWall;
        return new Sighting(
                asked,
                ringTime.plus(monotonic),
                age.plus(passed),
                offset.plus(byWall).minus(monotonic),
                wallNow,
                nanosNow);
    }

    /** Whether enough has passed since that look to remember this one. */
    boolean isWorthKeepingAfter(Sighting before) {
        return age.minus(before.age).compareTo(WORTHWHILE) >= 0
                || Duration.between(before.wall, wall).abs().compareTo(WORTHWHILE) >= 0;
    }
}
