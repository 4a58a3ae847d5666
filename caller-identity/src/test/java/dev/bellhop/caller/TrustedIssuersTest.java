package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.proxy.ProxyConfigurationRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops the start beyond the settings themselves. */
class TrustedIssuersTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBadSettingStopsTheStartWithItsSentence() {
        assertThatThrownBy(() -> issuers(Settings.none().set("bellhop.callers.ci.audience", "bellhop-config"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("bellhop.callers.ci.issuer is missing; there is no default.");
    }

    @Test
    void aKeyFileThatCannotBeUsedStopsTheStart() throws IOException {
        Path file = directory.resolve("keys.json");
        Settings settings =
                Settings.caller("ci", "spire", "bellhop-config").set("bellhop.callers.ci.jwks-file", file.toString());
        String sentence = "jwks-file of issuer 'spire', " + file + ", cannot be used: ";

        assertThatThrownBy(() -> issuers(settings, null)).hasMessageStartingWith(sentence);
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> issuers(settings, null)).hasMessage(sentence + "it has no list of keys.");
        Files.writeString(file, "x".repeat(256 * 1024 + 1));
        assertThatThrownBy(() -> issuers(settings, null)).hasMessageContaining("larger than 262144 bytes");
    }

    @Test
    void aKeyFileIsReadAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("keys.json"), TestIssuer.jwks(TestIssuer.RSA));
        IssuerKeys keys = issuers(
                        Settings.caller("ci", "spire", "bellhop-config")
                                .set("bellhop.callers.ci.jwks-file", file.toString()),
                        null)
                .keys()
                .get("spire");
        assertThat(keys.keyFor(Optional.of("rsa-1"), "RS256")
                        .await()
                        .indefinitely()
                        .kid())
                .contains("rsa-1");

        Files.writeString(file, TestIssuer.jwks(TestIssuer.OTHER_RSA));
        keys.refresh().await().indefinitely();

        assertThat(keys.keyFor(Optional.of("rsa-2"), "RS256")
                        .await()
                        .indefinitely()
                        .kid())
                .contains("rsa-2");
    }

    @Test
    void trustThatTrustsEveryoneStopsTheStart() {
        assertThatThrownBy(() -> issuers(Settings.none(), new BaseTlsConfiguration() {
                    @Override
                    public boolean isTrustAll() {
                        return true;
                    }

                    @Override
                    public String getName() {
                        return "callers";
                    }
                }))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.tls.callers must check certificates and host names.");
    }

    private TrustedIssuers issuers(Settings settings, TlsConfiguration trust) {
        TlsConfigurationRegistry registry = new TlsConfigurationRegistry() {
            @Override
            public Optional<TlsConfiguration> get(String name) {
                return Optional.ofNullable(trust);
            }

            @Override
            public Optional<TlsConfiguration> getDefault() {
                return Optional.empty();
            }

            @Override
            public void register(String name, TlsConfiguration configuration) {
                throw new UnsupportedOperationException();
            }
        };
        ProxyConfigurationRegistry noProxy = name -> Optional.empty();
        return new TrustedIssuers(
                settings.map(CallersConfig.class),
                settings.map(ServiceConfig.class),
                settings.keys(),
                vertx,
                registry,
                noProxy);
    }
}
