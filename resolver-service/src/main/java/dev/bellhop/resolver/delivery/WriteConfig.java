package dev.bellhop.resolver.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Writes of results, audit records and dead letters. */
@ConfigMapping(prefix = "bellhop.writes")
interface WriteConfig {
    /**
     * One write's time until every in-sync replica has it, beside the kickoff's deadline. An audit record that takes longer withholds
     * the environment; everything else is written again until it is durable.
     */
    @WithDefault("PT30S")
    Duration timeLimit();
}
