package dev.bellhop.issuer.key;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The signing key of the configured mode, read once at start. What cannot be used stops the start with one sentence that names the setting. */
final class ConfiguredKey {
    private ConfiguredKey() {}

    static boolean isPresent(ConfiguredKeyConfig config) {
        return pem(config).isPresent() || config.privateKeyFile().isPresent();
    }

    static SigningKey read(ConfiguredKeyConfig config) {
        if (pem(config).isPresent() && config.privateKeyFile().isPresent()) {
            throw new ConfigurationException(
                    "OIDC_PRIVATE_KEY and OIDC_PRIVATE_KEY_FILE are both set: set one of them");
        }
        SigningKey key = config.privateKeyFile().isPresent()
                ? parsed(
                        "OIDC_PRIVATE_KEY_FILE", content(config.privateKeyFile().get()))
                : parsed("OIDC_PRIVATE_KEY", pem(config).orElseThrow());
        return named(key, config.keyId());
    }

    /** The settings beside the key say nothing without one; silence would let them be believed. */
    static void refuseStraySettings(ConfiguredKeyConfig config) {
        refuseStray("OIDC_KEY_ID", config.keyId(), "managed keys are named by their thumbprints");
        refuseStray("OIDC_NEXT_PUBLIC_KEYS", config.nextPublicKeys(), "managed keys are announced by the key ring");
        refuseStray("OIDC_PREVIOUS_PUBLIC_KEYS", config.previousPublicKeys(), "the key ring keeps its own");
    }

    private static void refuseStray(String setting, Optional<String> value, String why) {
        if (value.isPresent()) {
            throw new ConfigurationException(setting + " is set without OIDC_PRIVATE_KEY or OIDC_PRIVATE_KEY_FILE: "
                    + why + ", so remove it or set the key");
        }
    }

    /** An unset secret is a present {@link Secret} of null. */
    private static Optional<String> pem(ConfiguredKeyConfig config) {
        return config.privateKey().map(Secret::get);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new ConfigurationException("OIDC_PRIVATE_KEY_FILE names " + file + ", which cannot be read: "
                    + unreadable.getClass().getSimpleName());
        }
    }

    private static SigningKey parsed(String setting, String pem) {
        try {
            return RsaPem.read(pem);
        } catch (RsaPem.Unusable unusable) {
            throw new ConfigurationException(setting + " " + unusable.getMessage());
        }
    }

    private static SigningKey named(SigningKey key, Optional<String> keyId) {
        if (keyId.isEmpty()) {
            return key;
        }
        if (!PublicKeys.isKeyId(keyId.get())) {
            throw new ConfigurationException("OIDC_KEY_ID must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ -");
        }
        return new SigningKey(keyId.get(), key.publicKey(), key.privateKey());
    }
}
