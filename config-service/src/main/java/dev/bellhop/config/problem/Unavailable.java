package dev.bellhop.config.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells a database that cannot be reached from a fault of ours: by types and SQLSTATE classes, not by messages. */
final class Unavailable {
    /** Connection, authorization, resources, a lock that was not had in time, intervention and cancelling (PostgreSQL, appendix A). */
    private static final List<String> STATES = List.of("08", "28", "53", "55P03", "57");

    private Unavailable() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(10)
                .anyMatch(Unavailable::isOne);
    }

    /** Hibernate hands on a {@code SQLException}, plain statements the driver's own. */
    private static String sqlState(Throwable failure) {
        if (failure instanceof SQLException hibernate) {
            return hibernate.getSQLState();
        }
        return failure instanceof PgException driver ? driver.getSqlState() : null;
    }

    private static boolean isOne(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return STATES.stream().anyMatch(state::startsWith);
        }
        return failure instanceof IOException && !isOfText(failure)
                || failure instanceof TimeoutException
                || failure instanceof NoStackTraceThrowable // the pool's own: no connection in time
                || failure instanceof VertxException; // a connection that was closed
    }

    /** What was read came, but made no sense; a lost connection may be a plain {@code IOException}, so these are the exceptions. */
    private static boolean isOfText(Throwable failure) {
        return failure instanceof JsonProcessingException
                || failure instanceof CharConversionException
                || failure instanceof CharacterCodingException;
    }
}
