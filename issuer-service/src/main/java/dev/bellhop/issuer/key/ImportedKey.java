package dev.bellhop.issuer.key;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The configured key on its way into the ring. It keeps its id, for verifiers know it by that, and the ring names keys by their thumbprints: so a
 * key of another name has to be announced under its thumbprint first.
 */
final class ImportedKey {
    private ImportedKey() {}

    /** @throws ConfigurationException with one sentence that names the setting */
    static SigningKey read(ConfiguredKeyConfig config) {
        ConfiguredKeys keys = ConfiguredKeys.read(config);
        String thumbprint = PublishedKey.thumbprint(keys.signing().publicKey());
        if (!keys.signing().kid().equals(thumbprint)) {
            throw new ConfigurationException(
                    "bellhop.keys.import-configured takes a key under its thumbprint " + thumbprint
                            + " only, and OIDC_KEY_ID names it otherwise: announce and use it under that name first");
        }
        if (!keys.next().isEmpty() || !keys.previous().isEmpty()) {
            throw new ConfigurationException(
                    "bellhop.keys.import-configured takes one key: remove OIDC_NEXT_PUBLIC_KEYS and OIDC_PREVIOUS_PUBLIC_KEYS once no"
                            + " token of theirs lives");
        }
        return keys.signing();
    }
}
