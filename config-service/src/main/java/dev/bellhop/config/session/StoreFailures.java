package dev.bellhop.config.session;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** What PostgreSQL objected to, out of what Hibernate wraps it in: SQLSTATE and constraint decide. */
public final class StoreFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    /** Deadlock, serialization failure, and a reference to or from a row that came or went after it was looked for. */
    private static final Set<String> COLLISIONS = Set.of("40P01", "40001", FOREIGN_KEY_VIOLATION);

    private StoreFailures() {}

    /** The unique constraint that stood in the way, if that is what failed. */
    public static Optional<String> uniqueViolation(Throwable failure) {
        return constraint(failure, UNIQUE_VIOLATION);
    }

    /** The foreign key that stood in the way, if that is what failed. */
    public static Optional<String> foreignKeyViolation(Throwable failure) {
        return constraint(failure, FOREIGN_KEY_VIOLATION);
    }

    /** Somebody else's transaction was in the way; the same work, begun anew, sees what it did. */
    static boolean isCollision(Throwable failure) {
        return causes(failure).anyMatch(e -> e instanceof SQLException sql && COLLISIONS.contains(sql.getSQLState()));
    }

    private static Optional<String> constraint(Throwable failure, String state) {
        return causes(failure)
                .filter(ConstraintViolationException.class::isInstance)
                .map(ConstraintViolationException.class::cast)
                .filter(e -> state.equals(e.getSQLState()) && e.getConstraintName() != null)
                .map(ConstraintViolationException::getConstraintName)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).limit(10);
    }
}
