package dev.bellhop.config.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a request may wait for the database; what takes longer is answered 503, to be tried again. */
@ConfigMapping(prefix = "bellhop.store")
interface StoreConfig {
    /** For a connection out of the pool, and for a new one to be made. */
    @WithDefault("PT5S")
    Duration acquireTimeout();

    /** For one statement, the waiting in it included. */
    @WithDefault("PT10S")
    Duration statementTimeout();

    /** For a row or a name that another change holds. */
    @WithDefault("PT5S")
    Duration lockTimeout();
}
