package dev.bellhop.bench.bare;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Runs the statements of a plan read over the reactive PostgreSQL client, in a transaction as the service does, looks at every row, and
 * answers the bytes that the service answered. No authentication, no JSON, no framework.
 */
public final class BarePlans {
    private static final int POOL = 20;

    private BarePlans() {}

    /**
     * Arguments: port, certificate, key, recorded answer, file with the statement, database, role, organization, automation. The
     * role's password is the first line of its input.
     */
    public static void main(String[] arguments) throws IOException {
        Recorded answer = Recorded.read(Path.of(arguments[3]));
        String plan = Files.readString(Path.of(arguments[4]));
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        PgConnectOptions database = PgConnectOptions.fromUri(arguments[5])
                .setUser(arguments[6])
                .setPassword(password)
                .setCachePreparedStatements(true);
        UUID organization = UUID.fromString(arguments[7]);
        UUID automation = UUID.fromString(arguments[8]);
        Tuple parameters = Statement.parameters(plan, organization, automation);
        BareServer.start(
                Integer.parseInt(arguments[0]),
                arguments[1],
                arguments[2],
                vertx -> handler(vertx, database, plan, organization, parameters, answer));
    }

    private static Handler<HttpServerRequest> handler(
            Vertx vertx, PgConnectOptions database, String plan, UUID organization, Tuple parameters, Recorded answer) {
        // one pool for all listeners, as in the service
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setShared(true).setName("plans").setMaxSize(POOL))
                .connectingTo(database)
                .using(vertx)
                .build();
        Buffer body = Buffer.buffer(answer.body());
        return request -> pool.withTransaction(connection -> connection
                        .preparedQuery("select enter_organization($1)")
                        .execute(Tuple.of(organization))
                        .compose(entered -> connection.preparedQuery(plan).execute(parameters)))
                .map(BarePlans::lookAt)
                .onSuccess(seen -> {
                    for (List<String> header : answer.headers()) {
                        request.response().putHeader(header.get(0), header.get(1));
                    }
                    request.response().end(body);
                })
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
    }

    /** Every column decoded, as whoever makes something of the rows must. */
    private static int lookAt(RowSet<Row> rows) {
        int seen = 0;
        for (Row row : rows) {
            for (int column = 0; column < row.size(); column++) {
                seen += row.getValue(column) == null ? 0 : 1;
            }
        }
        return seen;
    }
}
