package dev.bellhop.issuer.discovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the discovery document may be cached; for the key set see {@link dev.bellhop.issuer.key.PublicationConfig}. */
@ConfigMapping(prefix = "bellhop.discovery")
interface DiscoveryConfig {
    /** {@code max-age} of the discovery document. */
    @WithDefault("PT1H")
    Duration maxAge();
}
