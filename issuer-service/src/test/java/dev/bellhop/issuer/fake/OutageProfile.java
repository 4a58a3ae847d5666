package dev.bellhop.issuer.fake;

import dev.bellhop.embedded.SealingResource;
import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Managed keys in a database that a test may stop, and a short lease. */
public class OutageProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(LogFile.settings("outage"));
        settings.put("oidc.issuer", ManagedProfile.ISSUER);
        settings.put("bellhop.keys.ring-refresh", "PT0.2S");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(StoppableDatabase.class),
                new TestResourceEntry(SealingResource.class),
                new TestResourceEntry(TlsResource.class),
                new TestResourceEntry(CallersResource.class));
    }
}
