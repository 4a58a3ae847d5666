package dev.bellhop.config.session;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pool, with an end to every waiting: the driver waits half a minute for a connection and for ever for an answer. */
@Singleton
class Connections implements PgPoolCreator {
    private final StoreConfig config;

    Connections(StoreConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        limit(input.pgConnectOptionsList(), input.poolOptions());
        return Pool.pool(input.vertx(), input.pgConnectOptionsList().get(0), input.poolOptions());
    }

    void limit(List<PgConnectOptions> connections, PoolOptions pool) {
        pool.setConnectionTimeout((int) config.acquireTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        for (PgConnectOptions connection : connections) {
            connection.setConnectTimeout((int) config.acquireTimeout().toMillis());
            // the server's own settings, so that it also gives up; a transaction that is left open ends with them
            connection.addProperty("statement_timeout", millis(config.statementTimeout()));
            connection.addProperty("lock_timeout", millis(config.lockTimeout()));
            connection.addProperty(
                    "idle_in_transaction_session_timeout",
                    millis(config.statementTimeout().multipliedBy(2)));
        }
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
