package dev.bellhop.resolver.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the resolver talks to Microsoft Entra ID. */
@ConfigMapping(prefix = "bellhop.entra")
interface EntraConfig {
    /** Access tokens held, each about two kilobytes: one per workload identity config, or per automation where the subject is its own. */
    @WithDefault("20000")
    long maxTokens();
}
