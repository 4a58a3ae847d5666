package dev.bellhop.issuer.fake;

import dev.bellhop.embedded.PostgresResource;
import dev.bellhop.embedded.SealingResource;
import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Managed keys: a database, a keyset, callers, TLS. */
public class ManagedProfile implements QuarkusTestProfile {
    public static final String ISSUER = "https://issuer.bellhop.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(LogFile.settings("managed"));
        settings.put("oidc.issuer", ISSUER);
        settings.put("bellhop.keys.ring-refresh", "PT0.2S");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(PostgresResource.class, Map.of("database", "issuer")),
                new TestResourceEntry(SealingResource.class),
                new TestResourceEntry(TlsResource.class),
                new TestResourceEntry(CallersResource.class));
    }
}
