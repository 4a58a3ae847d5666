package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A signing key given by the operator (configured mode), as {@code OIDC_PRIVATE_KEY}, {@code OIDC_PRIVATE_KEY_FILE} and {@code OIDC_KEY_ID}
 * in the environment. The mode is chosen by the presence of one of the first two; then no database is needed.
 */
@ConfigMapping(prefix = "oidc")
interface ConfiguredKeyConfig {
    /** The PEM text (PKCS#1 or PKCS#8), its line breaks real or written as {@code \n}. */
    Optional<Secret<String>> privateKey();

    /** A file that holds the PEM text. */
    Optional<Path> privateKeyFile();

    /** The key id to publish; by default the thumbprint of the key (RFC 7638). */
    Optional<String> keyId();
}
