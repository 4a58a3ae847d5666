package dev.bellhop.config.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnavailableTest {

    static Stream<Arguments> tellsAnAbsentDatabaseFromAFault() {
        return Stream.of(
                argumentSet("refused", new HibernateException("x", new ConnectException("refused")), true),
                argumentSet("shutting down", new PgException("x", "FATAL", "57P01", "x"), true),
                argumentSet("too many connections", new PgException("x", "FATAL", "53300", "x"), true),
                argumentSet(
                        "shutting down, by Hibernate",
                        new HibernateException("x", new SQLException("x", "57P01")),
                        true),
                argumentSet("a statement that took too long", new PgException("x", "ERROR", "57014", "x"), true),
                argumentSet(
                        "a lock that was not had in time",
                        new HibernateException("x", new SQLException("x", "55P03")),
                        true),
                argumentSet("a table in use", new SQLException("x", "55006"), false),
                argumentSet("no connection in time", new NoStackTraceThrowable("x"), true),
                argumentSet("cut off", new HttpClosedException("x"), true),
                argumentSet("cut off while sending", new IOException("Broken pipe"), true),
                argumentSet("a body in no encoding", new CharConversionException("x"), false),
                argumentSet("a constraint", new HibernateException("x", new SQLException("x", "23505")), false),
                argumentSet("a column that is not there", new PgException("x", "ERROR", "42703", "x"), false),
                argumentSet("ours", new NullPointerException(), false));
    }

    @ParameterizedTest
    @MethodSource
    void tellsAnAbsentDatabaseFromAFault(Throwable failure, boolean unavailable) {
        assertThat(Unavailable.isCauseOf(failure)).isEqualTo(unavailable);
    }
}
