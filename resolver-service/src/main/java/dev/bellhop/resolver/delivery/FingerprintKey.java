package dev.bellhop.resolver.delivery;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The file with the key material of all fingerprints: the same on every replica, or equal values would look different. */
@ApplicationScoped
class FingerprintKey {
    static final String SETTING = "bellhop.fingerprint.key-file";
    private static final int LEAST_BYTES = 32;
    private static final int MOST_BYTES = 4_096;

    private final Optional<String> file;

    FingerprintKey(@ConfigProperty(name = SETTING) Optional<String> file) {
        this.file = file;
    }

    /** The file's bytes without the line break an editor leaves at the end; fails with a sentence that names the setting. */
    byte[] read() {
        Path path = file.map(Path::of)
                .orElseThrow(() -> new ConfigurationException(SETTING + " is not set: name a file of at least "
                        + LEAST_BYTES + " random bytes (openssl rand -hex 32), the same on all replicas"));
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new ConfigurationException(
                        SETTING + " names a file of more than " + MOST_BYTES + " bytes: " + path);
            }
            byte[] material = withoutLineBreak(Files.readAllBytes(path));
            if (material.length < LEAST_BYTES) {
                throw new ConfigurationException(
                        SETTING + " names a file of fewer than " + LEAST_BYTES + " bytes: " + path);
            }
            return material;
        } catch (IOException unreadable) {
            throw new ConfigurationException(SETTING + " names a file that cannot be read: " + path, unreadable);
        }
    }

    private static byte[] withoutLineBreak(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
