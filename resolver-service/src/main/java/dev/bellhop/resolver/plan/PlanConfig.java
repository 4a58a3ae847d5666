package dev.bellhop.resolver.plan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where resolution plans come from. */
@ConfigMapping(prefix = "bellhop.config")
interface PlanConfig {
    /** Base URL of config-service, https. */
    URI url();

    /** Plans held for re-validation; each is a few kilobytes. */
    @WithDefault("10000")
    long maxPlans();
}
