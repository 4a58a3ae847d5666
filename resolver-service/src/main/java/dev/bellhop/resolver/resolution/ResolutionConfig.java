package dev.bellhop.resolver.resolution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is resolved at once, and within which time. */
@ConfigMapping(prefix = "bellhop.resolutions")
interface ResolutionConfig {
    /** Resolutions in flight on this replica, over Kafka and HTTP together; a quarter of them at most for one organization. */
    @WithDefault("256")
    int inFlight();

    /** Resolutions that may wait for a slot on this replica; the Kafka partitions pause at it, HTTP answers 429. */
    @WithDefault("10000")
    int waiting();

    /** Upstream hops of a resolution end this long after its receipt, or at its own earlier deadline; at most 45 seconds. */
    @WithDefault("PT30S")
    Duration timeLimit();

    /** Whether HTTP callers that name no recipient get their environment in clear. */
    @WithDefault("false")
    boolean allowClear();
}
