package dev.bellhop.issuer.key;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The signing key of the configured mode, read once at start. What cannot be used stops the start with one sentence that names the setting. */
final class ConfiguredKey {
    /** What every verifier takes: printable, and no character that needs escaping in JSON or a URL. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

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

    /** {@code OIDC_KEY_ID} says nothing without a key of the operator's; silence would let it be believed. */
    static void refuseStrayKeyId(ConfiguredKeyConfig config) {
        if (config.keyId().isPresent()) {
            throw new ConfigurationException("OIDC_KEY_ID is set without OIDC_PRIVATE_KEY or OIDC_PRIVATE_KEY_FILE:"
                    + " managed keys are named by their thumbprints, so remove it or set the key");
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
        if (!KEY_ID.matcher(keyId.get()).matches()) {
            throw new ConfigurationException("OIDC_KEY_ID must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ -");
        }
        return new SigningKey(keyId.get(), key.publicKey(), key.privateKey());
    }
}
