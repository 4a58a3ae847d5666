package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What seals private halves at rest (managed mode). */
@ConfigMapping(prefix = "bellhop.sealing")
interface SealingConfig {
    /** A Google Tink AEAD keyset in JSON, the same for all replicas. Whoever reads this file and the database holds every signing key. */
    Optional<Path> keysetFile();
}
