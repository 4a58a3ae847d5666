package dev.bellhop.resolver.store.azure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The other resolvers. */
@ConfigMapping(prefix = "bellhop.resolvers")
interface Replicas {
    /** How many are meant to run: each takes its part of a vault's budget. */
    @WithDefault("1")
    int expected();
}
