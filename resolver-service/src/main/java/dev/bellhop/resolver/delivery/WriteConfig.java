package dev.bellhop.resolver.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Writes of results, audit records and dead letters. */
@ConfigMapping(prefix = "bellhop.writes")
interface WriteConfig {
    /**
     * An audit record's time until every in-sync replica has it, beside the kickoff's deadline. One that takes longer withholds the
     * environment. Everything else has as long as it takes.
     */
    @WithDefault("PT30S")
    Duration timeLimit();
}
