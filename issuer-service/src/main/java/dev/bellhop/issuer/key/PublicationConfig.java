package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the key set may be cached: said in its header, and waited for before a new key signs. */
@ConfigMapping(prefix = "bellhop.discovery")
public interface PublicationConfig {
    /** {@code max-age} of the key set: how long a verifier may go on without a newly prepared key. */
    @WithDefault("PT5M")
    Duration jwksMaxAge();
}
