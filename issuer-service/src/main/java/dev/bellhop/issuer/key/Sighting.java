package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;

/**
 * When a replica saw the ring, by three clocks: the database's, its own wall clock and its monotonic one. From then on it counts the database's time
 * by itself, so that a wall clock that is wrong or set anew neither brings a date forward nor lengthens a lease.
 *
 * @param databaseTime of the ring; not later than its content
 * @param wall this replica's wall clock before it asked
 * @param nanos its monotonic clock before it asked
 * @param offset how far the wall clock was ahead of the database's
 */
record Sighting(Instant databaseTime, Instant wall, long nanos, Duration offset) {

    /** The database's time now, or a little later; never earlier. */
    Instant ringTime(long nanosNow) {
        return databaseTime.plusNanos(nanosNow - nanos);
    }

    /** How long ago, by whichever clock says longer: the monotonic one stands still while a machine sleeps. */
    Duration age(Instant wallNow, long nanosNow) {
        Duration monotonic = Duration.ofNanos(nanosNow - nanos);
        Duration byWall = Duration.between(wall, wallNow);
        return monotonic.compareTo(byWall) > 0 ? monotonic : byWall;
    }

    /** How far the wall clock is ahead of the database's now. */
    Duration offset(Instant wallNow, long nanosNow) {
        Duration jumped = Duration.between(wall, wallNow).minusNanos(nanosNow - nanos);
        return offset.plus(jumped);
    }
}
