package dev.bellhop.issuer.fake;

import dev.bellhop.emulator.identity.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trusted identity provider with three callers. {@code service:resolver} may have Entra's audience for any organization,
 * {@code service:scheduler} may start kickoffs of any, {@code service:narrow} may have both for one automation of one organization,
 * {@code user:operator} may turn the key ring, {@code user:auditor} may look at it, {@code service:nobody} may do nothing. Gives a test's {@link IdentityProvider} field the provider.
 */
public final class CallersResource implements QuarkusTestResourceLifecycleManager {
    public static final String ORGANIZATION = "11111111-1111-4111-8111-111111111111";
    public static final String OTHER_ORGANIZATION = "22222222-2222-4222-8222-222222222222";
    public static final String AUTOMATION = "33333333-3333-4333-8333-333333333333";
    public static final String OTHER_AUTOMATION = "44444444-4444-4444-8444-444444444444";

    private final IdentityProvider provider = IdentityProvider.create("https://identity.example", Clock.systemUTC());

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bellhop.callers.test.issuer", provider.issuer());
        settings.put("bellhop.callers.test.audience", "bellhop-issuer");
        settings.put("bellhop.callers.test.jwks-file", keys().toString());
        settings.put("bellhop.callers.test.organizations", "*");
        settings.put("bellhop.callers.test.permissions", "subject_tokens:issue,kickoffs:resolve,signing_keys:manage");
        grant(settings, 0, "service:resolver", "subject_tokens:issue", "*");
        settings.put("bellhop.callers.test.grants[0].audiences", "api://AzureADTokenExchange,not-on-the-list");
        grant(settings, 1, "service:scheduler", "kickoffs:resolve", "*");
        grant(settings, 2, "service:narrow", "subject_tokens:issue,kickoffs:resolve", ORGANIZATION);
        settings.put("bellhop.callers.test.grants[2].audiences", "api://AzureADTokenExchange");
        settings.put("bellhop.callers.test.grants[2].automations", AUTOMATION);
        grant(settings, 3, "user:operator", "signing_keys:manage", "*");
        grant(settings, 4, "user:auditor", "signing_keys:read", "*");
        return settings;
    }

    private static void grant(
            Map<String, String> settings, int index, String subject, String permissions, String organizations) {
        String prefix = "bellhop.callers.test.grants[" + index + "].";
        settings.put(prefix + "subject", subject);
        settings.put(prefix + "permissions", permissions);
        settings.put(prefix + "organizations", organizations);
    }

    private Path keys() {
        try {
            Path file = Files.createTempFile("callers", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, provider.jwks());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the callers' keys", e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(IdentityProvider.class));
    }

    @Override
    public void stop() {}
}
