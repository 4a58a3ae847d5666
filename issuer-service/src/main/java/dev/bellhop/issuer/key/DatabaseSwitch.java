package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SecretKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Leaves PostgreSQL out of the start when nothing needs it: with a configured key, or while no database is configured (then the service
 * starts and says what is missing). An operator's own settings of the same names win. Registered as a service of SmallRye Config.
 */
public final class DatabaseSwitch implements ConfigSourceFactory {
    /** Above application.properties (250), below the environment (300). */
    private static final int ORDINAL = 260;

    private static final Map<String, String> OFF = Map.of(
            "quarkus.datasource.active", "false",
            "quarkus.datasource.jdbc.active", "false",
            "quarkus.flyway.active", "false",
            "quarkus.hibernate-orm.active", "false");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean needed = SecretKeys.doUnlocked(() -> !isSet(context, "oidc.private-key")) // present or not is no secret
                && !isSet(context, "oidc.private-key-file")
                && isSet(context, "quarkus.datasource.reactive.url");
        return needed ? List.of() : List.of(new Off());
    }

    private static boolean isSet(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }

    /** Answers when asked and lists nothing: the build keeps what it finds listed as defaults for every later start. */
    private static final class Off implements ConfigSource {
        @Override
        public Set<String> getPropertyNames() {
            return Set.of();
        }

        @Override
        public String getValue(String name) {
            return OFF.get(name);
        }

        @Override
        public String getName() {
            return "no database needed";
        }

        @Override
        public int getOrdinal() {
            return ORDINAL;
        }
    }
}
