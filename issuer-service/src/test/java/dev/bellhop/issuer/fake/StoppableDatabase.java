package dev.bellhop.issuer.fake;

import dev.bellhop.embedded.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A PostgreSQL of its own, which a test may stop: gives a test's {@link AutoCloseable} field the switch. */
public final class StoppableDatabase implements QuarkusTestResourceLifecycleManager {
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.start(0, Files.createTempDirectory("issuer-outage"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmbeddedPostgres.Database database = postgres.database("issuer");
        return Map.of(
                "quarkus.datasource.username", database.service(),
                "quarkus.datasource.password", database.servicePassword(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.flyway.username", database.owner(),
                "quarkus.flyway.password", database.ownerPassword());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields((AutoCloseable) this::stop, new TestInjector.MatchesType(AutoCloseable.class));
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }
}
