package dev.bellhop.config.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.config.ServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** No request waits for the database without end. */
@QuarkusTest
class ConnectionsTest extends ServiceTest {
    @Inject
    Pool pool;

    @Inject
    AgroalDataSource database;

    @Inject
    StoreConfig config;

    @Test
    void endsTheWaitForAConnection() {
        PoolOptions options = new PoolOptions();
        PgConnectOptions connection = new PgConnectOptions();
        new Connections(config).limit(List.of(connection), options);
        assertThat(options.getConnectionTimeoutUnit().toMillis(options.getConnectionTimeout()))
                .isEqualTo(5_000);
        assertThat(connection.getConnectTimeout()).isEqualTo(5_000);
    }

    @Test
    void endsTheWaitForAnAnswerAtTheServer() {
        for (Map.Entry<String, String> limit : Map.of(
                        "statement_timeout", "10s",
                        "lock_timeout", "5s",
                        "idle_in_transaction_session_timeout", "20s")
                .entrySet()) {
            String set = pool.query("show " + limit.getKey())
                    .execute()
                    .await()
                    .atMost(Duration.ofSeconds(10))
                    .iterator()
                    .next()
                    .getString(0);
            assertThat(set).as(limit.getKey()).isEqualTo(limit.getValue());
        }
    }

    /** A statement that is cancelled and one that runs out of time end alike: query_canceled. */
    @Test
    void asksToComeAgainWhenAStatementIsGivenUp() throws Exception {
        UUID organization = organization();
        String one = of(organization) + "/automations/" + automation(organization, "Crew");
        CompletableFuture<Response> waiting;
        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select enter_organization('" + organization + "')");
            statement.execute("select 1 from automation for update");
            waiting = CompletableFuture.supplyAsync(() ->
                    admin().header("If-Match", "*").body(Map.of("name", "Flow")).put(one));
            Awaitility.await().atMost(4, TimeUnit.SECONDS).until(() -> cancelled(statement));
            holder.rollback();
        }
        waiting.get(30, TimeUnit.SECONDS)
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType(PROBLEM)
                .body("type", equalTo("urn:bellhop:problem:store-unavailable"));
        admin().get(one).then().body("name", equalTo("Crew"));
    }

    private static boolean cancelled(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select pg_cancel_backend(pid) from pg_stat_activity"
                + " where usename = current_user and wait_event_type = 'Lock'")) {
            return rows.next();
        }
    }
}
