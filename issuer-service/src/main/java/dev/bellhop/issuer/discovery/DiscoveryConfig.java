package dev.bellhop.issuer.discovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the published documents may be cached. */
@ConfigMapping(prefix = "bellhop.discovery")
interface DiscoveryConfig {
    /** {@code max-age} of the discovery document. */
    @WithDefault("PT1H")
    Duration maxAge();

    /** {@code max-age} of the key set: how long a verifier may go on without a newly prepared key. */
    @WithDefault("PT5M")
    Duration jwksMaxAge();
}
