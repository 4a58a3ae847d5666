package dev.bellhop.config.fake;

import dev.bellhop.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link PostgresResource} with a {@link StatementTap} before it, on the way that requests take. */
public final class TappedPostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final Pattern ADDRESS = Pattern.compile("(.*//[^/]*:)(\\d+)(/.*)");

    private final PostgresResource postgres = new PostgresResource();
    private StatementTap tap;

    @Override
    public Map<String, String> start() {
        postgres.init(Map.of("database", "config"));
        Map<String, String> settings = new HashMap<>(postgres.start());
        Matcher address = ADDRESS.matcher(settings.get("quarkus.datasource.reactive.url"));
        if (!address.matches()) {
            throw new IllegalStateException("no address of a database");
        }
        try {
            tap = new StatementTap(Integer.parseInt(address.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("quarkus.datasource.reactive.url", address.group(1) + tap.port() + address.group(3));
        return settings;
    }

    /** Gives every {@code Supplier<List<List<String>>>}: what was sent, and what was prepared. */
    @Override
    public void inject(TestInjector testInjector) {
        Supplier<List<List<String>>> statements = () -> List.of(tap.sent(), tap.prepared());
        testInjector.injectIntoFields(statements, new TestInjector.MatchesType(Supplier.class));
    }

    @Override
    public void stop() {
        try {
            tap.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.stop();
    }
}
