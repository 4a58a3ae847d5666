package dev.bellhop.config.session;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads PostgreSQL's own words out of whatever wraps them: SQLSTATE and constraint decide, never a message. */
public final class StoreFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final Set<String> DEADLOCKS = Set.of("40P01", "40001");

    private StoreFailures() {}

    /** The unique constraint that stood in the way, if that is what failed. */
    public static Optional<String> uniqueViolation(Throwable failure) {
        return constraint(failure, UNIQUE_VIOLATION);
    }

    /** The foreign key that stood in the way, if that is what failed. */
    public static Optional<String> foreignKeyViolation(Throwable failure) {
        return constraint(failure, FOREIGN_KEY_VIOLATION);
    }

    static boolean isDeadlock(Throwable failure) {
        return postgres(failure).anyMatch(e -> DEADLOCKS.contains(e.getSqlState()));
    }

    private static Optional<String> constraint(Throwable failure, String state) {
        return postgres(failure)
                .filter(e -> state.equals(e.getSqlState()) && e.getConstraint() != null)
                .map(PgException::getConstraint)
                .findFirst();
    }

    private static Stream<PgException> postgres(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(10)
                .filter(PgException.class::isInstance)
                .map(PgException.class::cast);
    }
}
