package dev.bellhop.issuer.fake;

import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A key of the operator's on one line, a name for it, an issuer below a path, no database. */
public class ConfiguredProfile implements QuarkusTestProfile {
    public static final String ISSUER = "https://issuer.bellhop.example/tenants/one";
    public static final String KEY_ID = "spring-2026";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(LogFile.settings("configured"));
        settings.put("oidc.issuer", ISSUER);
        settings.put("oidc.key-id", KEY_ID);
        settings.put("bellhop.tokens.life", "PT10M");
        settings.put("bellhop.discovery.jwks-max-age", "PT2S");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(ConfiguredKeyResource.class),
                new TestResourceEntry(TlsResource.class),
                new TestResourceEntry(CallersResource.class));
    }
}
