package dev.bellhop.resolver.variable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a kickoff's variables are resolved. */
@ConfigMapping(prefix = "bellhop.variables")
interface VariablesConfig {
    /** Reads of one kickoff under way at once. */
    @WithDefault("32")
    int concurrentReads();
}
