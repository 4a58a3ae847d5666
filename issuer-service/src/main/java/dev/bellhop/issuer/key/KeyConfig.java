package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a replica keeps up with the key ring (managed mode). */
@ConfigMapping(prefix = "bellhop.keys")
interface KeyConfig {
    /**
     * How long a replica may publish and sign from the ring it last read while the database does not answer; after that it answers 503, because
     * a key removed meanwhile must not be served for ever.
     */
    @WithDefault("PT12H")
    Duration ringLease();

    /** How often each replica reads the ring, and so how soon a change reaches it. */
    @WithDefault("PT5S")
    Duration ringRefresh();

    /** A replica whose clock is further than this from the database's reports itself not ready. */
    @WithDefault("PT30S")
    Duration clockTolerance();
}
