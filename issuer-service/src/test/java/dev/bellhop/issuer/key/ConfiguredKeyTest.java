package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.issuer.fake.Keys;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfiguredKeyTest {
    private static final String PEM = Keys.pkcs8(Keys.rsa(2048).getPrivate());
    private static final String THUMBPRINT =
            SigningKey.thumbprint((RSAPublicKey) Keys.rsa(2048).getPublic());

    @TempDir
    Path directory;

    @Test
    void readsTheKeyOfTheEnvironmentUnderItsThumbprint() {
        assertThat(ConfiguredKey.read(config(Map.of("oidc.private-key", PEM.replace("\n", "\\n"))))
                        .kid())
                .isEqualTo(THUMBPRINT);
    }

    @Test
    void readsTheKeyOfAFileUnderTheOperatorsName() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), PEM);

        SigningKey key = ConfiguredKey.read(
                config(Map.of("oidc.private-key-file", file.toString(), "oidc.key-id", "spring-2026")));

        assertThat(key.kid()).isEqualTo("spring-2026");
    }

    @Test
    void isAbsentWithoutEither() {
        assertThat(ConfiguredKey.isPresent(config(Map.of()))).isFalse();
        assertThat(ConfiguredKey.isPresent(config(Map.of("oidc.private-key", ""))))
                .isFalse();
    }

    static Stream<Arguments> stopsTheStartWithOneSentenceThatNamesTheSetting() {
        return Stream.of(
                argumentSet(
                        "both",
                        Map.of("oidc.private-key", PEM, "oidc.private-key-file", "/key.pem"),
                        "OIDC_PRIVATE_KEY and OIDC_PRIVATE_KEY_FILE are both set: set one of them"),
                argumentSet(
                        "no such file",
                        Map.of("oidc.private-key-file", "/no/such/key.pem"),
                        "OIDC_PRIVATE_KEY_FILE names /no/such/key.pem, which cannot be read: NoSuchFileException"),
                argumentSet(
                        "unusable key",
                        Map.of("oidc.private-key", Keys.pkcs8(Keys.rsa(1024).getPrivate())),
                        "OIDC_PRIVATE_KEY is an RSA key of 1024 bits: expected at least 2048"),
                argumentSet(
                        "key id",
                        Map.of("oidc.private-key", PEM, "oidc.key-id", "no spaces"),
                        "OIDC_KEY_ID must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ -"));
    }

    @ParameterizedTest
    @MethodSource
    void stopsTheStartWithOneSentenceThatNamesTheSetting(Map<String, String> settings, String sentence) {
        assertThatThrownBy(() -> ConfiguredKey.read(config(settings)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }

    @Test
    void refusesAKeyIdWithoutAKey() {
        assertThatThrownBy(() -> ConfiguredKey.refuseStraySettings(config(Map.of("oidc.key-id", "x"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("OIDC_KEY_ID is set without OIDC_PRIVATE_KEY or OIDC_PRIVATE_KEY_FILE");
    }

    private static ConfiguredKeyConfig config(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ConfiguredKeyConfig.class)
                .withDefaultValues(settings)
                .build();
        return config.getConfigMapping(ConfiguredKeyConfig.class);
    }
}
