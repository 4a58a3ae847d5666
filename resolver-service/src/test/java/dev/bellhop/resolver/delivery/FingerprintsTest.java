package dev.bellhop.resolver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.resolver.secret.SecretText;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID CREDENTIAL = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    private final Fingerprints fingerprints = new Fingerprints(KEY.getBytes(StandardCharsets.US_ASCII));

    /**
     * Computed by Python's hmac: prk = hmac(32 zeros, key), okm = hmac(prk, organization + 01), which {@code openssl kdf HKDF} gives too,
     * then hmac(okm, credential 00 name 00 value), 16 bytes.
     */
    @Test
    void equalsTheVectorsComputedElsewhere() {
        assertThat(fingerprints.of(ORGANIZATION, CREDENTIAL, "openai-api-key", SecretText.of("sk-1")))
                .isEqualTo("hmac-sha256:75f86ce41c109b4d416622fbe977cf0c");
        assertThat(fingerprints.of(ORGANIZATION, null, "MODE", SecretText.of("fäst")))
                .isEqualTo("hmac-sha256:9d753b12a80fd31ea944153471bee8e6");
    }

    @Test
    void tellsNothingAcrossOrganizationsOrCredentials() {
        SecretText value = SecretText.of("sk-1");

        assertThat(fingerprints.of(ORGANIZATION, CREDENTIAL, "name", value))
                .isNotEqualTo(fingerprints.of(UUID.randomUUID(), CREDENTIAL, "name", value))
                .isNotEqualTo(fingerprints.of(ORGANIZATION, UUID.randomUUID(), "name", value))
                .isNotEqualTo(fingerprints.of(ORGANIZATION, CREDENTIAL, "other", value))
                .isEqualTo(fingerprints.of(ORGANIZATION, CREDENTIAL, "name", value));
    }

    @Test
    void theLineBreakAnEditorLeavesIsNoPartOfTheKey() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), KEY + "\r\n");

        assertThat(new FingerprintKey(Optional.of(file.toString())).read())
                .isEqualTo(KEY.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void withoutAKeyThereIsNoStart() throws IOException {
        Path tooShort = Files.writeString(directory.resolve("short"), KEY.substring(1) + "\n");

        assertThatThrownBy(() -> new FingerprintKey(Optional.empty()).read())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("bellhop.fingerprint.key-file is not set");
        assertThatThrownBy(() -> new FingerprintKey(Optional.of(tooShort.toString())).read())
                .hasMessageContaining("fewer than 32 bytes");
        assertThatThrownBy(() ->
                        new FingerprintKey(Optional.of(directory.resolve("none").toString())).read())
                .hasMessageContaining("cannot be read");
    }
}
