package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> timesThatCannotStand() {
        return Stream.of(
                argumentSet("no refresh", "refresh-interval", "PT0S", "is PT0S; expected at least PT0.001S."),
                argumentSet("no time", "timeout", "PT0S", "is PT0S; expected at least PT0.001S."),
                argumentSet("a pause backwards", "retry-interval", "-PT1S", "is PT-1S; expected at least PT0S."),
                argumentSet(
                        "keys that lapse",
                        "max-age",
                        "PT5M4S",
                        "is shorter than refresh-interval and timeout together, so good keys would lapse between two fetches."));
    }

    @ParameterizedTest
    @MethodSource
    void timesThatCannotStand(String setting, String value, String sentence) {
        String name = "bellhop.caller-keys." + setting;

        assertThatThrownBy(() -> issuers(Settings.none().set(name, value), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(name + " " + sentence);
    }

    @Test
    void aKeyFileThatCannotBeUsedStopsTheStart() throws IOException {
        Path file = directory.resolve("keys.json");
        Settings settings =
                Settings.caller("ci", "spire", "bellhop-config").set("bellhop.callers.ci.jwks-file", file.toString());
        String sentence = "bellhop.callers.ci.jwks-file is " + file + ", which cannot be used: ";

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
        TlsConfiguration everyone = new BaseTlsConfiguration() {
            @Override
            public boolean isTrustAll() {
                return true;
            }
        };
        TlsConfiguration anyHost = new BaseTlsConfiguration() {
            @Override
            public Optional<String> getHostnameVerificationAlgorithm() {
                return Optional.of("NONE");
            }
        };

        for (TlsConfiguration trust : List.of(everyone, anyHost)) {
            assertThatThrownBy(() -> issuers(Settings.none(), trust))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("quarkus.tls.callers must check certificates and host names.");
        }
    }

    private TrustedIssuers issuers(Settings settings, TlsConfiguration trust) {
        return Registries.issuers(vertx, settings, trust, null);
    }
}
