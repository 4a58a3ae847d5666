package dev.bellhop.config.fake;

import dev.bellhop.embedded.PrivateFiles;
import dev.bellhop.emulator.identity.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** An identity provider whose tokens the service trusts; tests get them through a field of type {@code BiFunction}. */
public final class CallersResource implements QuarkusTestResourceLifecycleManager {
    private static final String ALL_PERMISSIONS =
            "organizations:manage,automations:manage,workload_identity_configs:manage,"
                    + "secret_providers:manage,environment_variables:manage,audit:manage";

    private final IdentityProvider provider = IdentityProvider.create("https://idp.test", Clock.systemUTC());

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bellhop.callers.test.issuer", provider.issuer());
        settings.put("bellhop.callers.test.audience", "bellhop-config");
        settings.put("bellhop.callers.test.jwks-file", jwksFile().toString());
        settings.put("bellhop.callers.test.organizations", "*");
        settings.put(
                "bellhop.callers.test.permissions", ALL_PERMISSIONS + ",resolution_plans:read,resolution_values:read");
        settings.put("bellhop.callers.test.organization-claim", "org");
        settings.put("bellhop.callers.test.permissions-claim", "permissions");
        settings.put("bellhop.trust.issuer", "https://issuer.test");
        settings.put("bellhop.callers.test.grants[0].subject", "user:admin");
        settings.put("bellhop.callers.test.grants[0].permissions", ALL_PERMISSIONS);
        settings.put("bellhop.callers.test.grants[0].organizations", "*");
        settings.put("bellhop.callers.test.grants[1].subject", "service:resolver");
        settings.put("bellhop.callers.test.grants[1].permissions", "resolution_plans:read,resolution_values:read");
        settings.put("bellhop.callers.test.grants[1].organizations", "*");
        return settings;
    }

    /** Gives every {@code BiFunction<subject, claims, token>}; of JDK types, since test and resource have their own class loaders. */
    @Override
    public void inject(TestInjector testInjector) {
        BiFunction<String, Map<String, Object>, String> mint = (subject, claims) -> provider.mint(
                subject, (String) claims.getOrDefault("aud", "bellhop-config"), claims, Duration.ofSeconds((int)
                        claims.getOrDefault("lifetimeSeconds", 3600)));
        testInjector.injectIntoFields(mint, new TestInjector.MatchesType(BiFunction.class));
    }

    @Override
    public void stop() {}

    private Path jwksFile() {
        try {
            Path file = Files.createTempFile("bellhop-jwks", ".json");
            file.toFile().deleteOnExit();
            PrivateFiles.write(file, provider.jwks());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
