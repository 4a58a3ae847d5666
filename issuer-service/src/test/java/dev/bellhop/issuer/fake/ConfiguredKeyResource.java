package dev.bellhop.issuer.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.util.Map;

/** {@code OIDC_PRIVATE_KEY} as one-line PEM in PKCS#1. Gives a test's {@link KeyPair} field the pair. */
public final class ConfiguredKeyResource implements QuarkusTestResourceLifecycleManager {
    private final KeyPair pair = Keys.newRsa();

    @Override
    public Map<String, String> start() {
        String pem = Keys.pem("RSA PRIVATE KEY", Keys.pkcs1(pair.getPrivate()));
        return Map.of("oidc.private-key", pem.replace("\n", "\\n"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(pair, new TestInjector.MatchesType(KeyPair.class));
    }

    @Override
    public void stop() {}
}
