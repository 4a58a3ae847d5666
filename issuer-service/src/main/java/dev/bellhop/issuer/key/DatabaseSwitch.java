package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import io.smallrye.config.SecretKeys;
import jakarta.annotation.Priority;
import java.util.Set;

/**
 * Leaves PostgreSQL out of the start when nothing needs it: with a configured key that stays one, or while no database is configured
 * (then the service starts and says what is missing). Answers only for what the operator left open, and only when asked: what the build finds listed it would keep
 * as a default for every later start. Sees all sources of settings, since it stands in front of them. A service of SmallRye Config.
 */
@Priority(Priorities.APPLICATION)
public final class DatabaseSwitch implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final Set<String> SWITCHES = Set.of(
            "quarkus.datasource.active",
            "quarkus.datasource.jdbc.active",
            "quarkus.flyway.active",
            "quarkus.hibernate-orm.active");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (value != null || !SWITCHES.contains(name) || isNeeded(context)) {
            return value;
        }
        return ConfigValue.builder()
                .withName(name)
                .withValue("false")
                .withConfigSourceName("no database needed")
                .build();
    }

    private static boolean isNeeded(ConfigSourceInterceptorContext context) {
        boolean configured =
                SecretKeys.doUnlocked(() -> isSet(context, "oidc.private-key")) // whether it is there is no secret
                        || isSet(context, "oidc.private-key-file");
        return (!configured || isTrue(context, "bellhop.keys.import-configured"))
                && isSet(context, "quarkus.datasource.reactive.url");
    }

    private static boolean isTrue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value != null && Boolean.parseBoolean(value.getValue());
    }

    private static boolean isSet(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }
}
