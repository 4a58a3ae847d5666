package dev.bellhop.issuer.fake;

import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Nothing but TLS and callers: no issuer URL, no key, no database. */
public class UnsetProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return LogFile.settings("unset");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TlsResource.class), new TestResourceEntry(CallersResource.class));
    }
}
