package dev.bellhop.caller;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Configuration as an operator writes it, mapped as Quarkus maps it. */
final class Settings {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Settings() {}

    static Settings none() {
        return new Settings();
    }

    /** A caller that stands: {@code bellhop.callers.<name>} of this issuer and audience, which may do nothing. */
    static Settings caller(String name, String issuer, String audience) {
        return none().and(name, issuer, audience);
    }

    Settings and(String name, String issuer, String audience) {
        return set("bellhop.callers." + name + ".issuer", issuer)
                .set("bellhop.callers." + name + ".audience", audience);
    }

    Settings set(String setting, String value) {
        values.put(setting, value);
        return this;
    }

    Settings without(String setting) {
        values.remove(setting);
        return this;
    }

    TrustedCallers callers() {
        return callers(Optional.empty());
    }

    TrustedCallers callers(Optional<String> serviceAudience) {
        return TrustedCallers.of(map(CallersConfig.class).callers(), serviceAudience);
    }

    CallerKeysConfig keys() {
        return map(CallerKeysConfig.class);
    }

    <T> T map(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }
}
