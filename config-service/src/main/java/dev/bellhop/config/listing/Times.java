package dev.bellhop.config.listing;

import java.time.Instant;

/** The instants that a request may name: those of the years 0 to 9999, which JDBC, the driver and PostgreSQL all can hold. */
public final class Times {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    private Times() {}

    public static boolean holds(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(BEYOND);
    }
}
