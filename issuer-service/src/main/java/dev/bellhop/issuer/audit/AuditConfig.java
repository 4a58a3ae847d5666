package dev.bellhop.issuer.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How entries of the audit trail reach the database. */
@ConfigMapping(prefix = "bellhop.audit")
interface AuditConfig {
    /** How long an entry may wait for others to be written with, and for a slow insert before it; a process that is killed loses what waits. */
    @WithDefault("PT0.2S")
    Duration flushInterval();

    /** While the database cannot take entries, it is tried again this often; meanwhile entries are lines of the log. */
    @WithDefault("PT5S")
    Duration retryInterval();
}
