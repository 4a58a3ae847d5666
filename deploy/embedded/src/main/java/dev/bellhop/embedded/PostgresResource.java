package dev.bellhop.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * A fresh database on this JVM's one PostgreSQL, for a {@code @QuarkusTest}: the service's role at run time, the owner's for Flyway.
 * Argument {@code database}: what it is called.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private String name = "bellhop";

    @Override
    public void init(Map<String, String> arguments) {
        name = arguments.getOrDefault("database", name);
    }

    @Override
    public Map<String, String> start() {
        String[] server = Shared.once("postgres", PostgresResource::startServer).split(" ", 2);
        Databases databases = new Databases(Integer.parseInt(server[0]), server[1]);
        EmbeddedPostgres.Database database = databases.create(name + "_" + nextNumber());
        Map<String, String> settings = new HashMap<>(QuietLogs.quarkus());
        settings.put("quarkus.datasource.username", database.service());
        settings.put("quarkus.datasource.password", database.servicePassword());
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        settings.put("quarkus.flyway.username", database.owner());
        settings.put("quarkus.flyway.password", database.ownerPassword());
        return settings;
    }

    /** The server stays for the next test class and ends with the JVM. */
    @Override
    public void stop() {}

    private static String startServer() {
        Databases databases =
                EmbeddedPostgres.start(0, TemporaryDirectory.create("postgres")).databases();
        return databases.port() + " " + databases.superuserPassword();
    }

    private static synchronized int nextNumber() {
        int number = Integer.getInteger("dev.bellhop.embedded.databases", 0) + 1;
        System.setProperty("dev.bellhop.embedded.databases", String.valueOf(number));
        return number;
    }
}
