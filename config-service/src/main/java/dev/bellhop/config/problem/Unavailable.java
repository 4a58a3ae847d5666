package dev.bellhop.config.problem;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells a database that cannot be reached from a fault of ours: by types and SQLSTATE classes, not by messages. */
final class Unavailable {
    private Unavailable() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(10)
                .anyMatch(Unavailable::isOne);
    }

    private static boolean isOne(Throwable failure) {
        if (failure instanceof PgException refused && refused.getSqlState() != null) {
            String state = refused.getSqlState();
            // connection, resources, operator's intervention, authorization (PostgreSQL, appendix A)
            return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("28");
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof NoStackTraceThrowable // the pool's own: no connection in time
                || failure instanceof VertxException; // a connection that was closed
    }
}
