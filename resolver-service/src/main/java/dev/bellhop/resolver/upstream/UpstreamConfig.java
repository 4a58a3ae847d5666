package dev.bellhop.resolver.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for every request to another service. */
@ConfigMapping(prefix = "bellhop.upstream")
public interface UpstreamConfig {
    /** One attempt's share of the kickoff's deadline, from hand-over to the last byte; the next attempt starts after it. */
    @WithDefault("PT5S")
    Duration attemptTimeout();

    /** The first wait before another attempt; doubles with each failure in a row. */
    @WithDefault("PT0.2S")
    Duration backoffBase();

    /** The longest wait before another attempt, unless the upstream service asks for a longer one. */
    @WithDefault("PT5S")
    Duration backoffCap();
}
