package dev.bellhop.config.encryption;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How values are sealed at rest. */
@ConfigMapping(prefix = "bellhop.sealing")
interface SealingConfig {
    /**
     * A Tink keyset in JSON with AEAD keys ({@code tinkey create-keyset --key-template AES256_GCM}), readable by this service only,
     * the same on every replica. The primary key seals, all keys open.
     */
    Optional<Path> keysetFile();
}
