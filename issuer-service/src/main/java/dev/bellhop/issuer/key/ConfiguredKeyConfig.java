package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A signing key given by the operator (configured mode), as {@code OIDC_PRIVATE_KEY} and the like
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

    /**
     * Public keys that will sign later: PEM blocks or a JSON Web Key Set. Leave a key in the list when it begins to sign: that says that it was
     * announced, and the warning at start is not given.
     */
    Optional<String> nextPublicKeys();

    /** Public keys that signed before, for as long as their tokens live: PEM blocks or a JSON Web Key Set. */
    Optional<String> previousPublicKeys();
}
