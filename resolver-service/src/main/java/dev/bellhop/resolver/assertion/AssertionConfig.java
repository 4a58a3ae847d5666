package dev.bellhop.resolver.assertion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where subject tokens come from. */
@ConfigMapping(prefix = "bellhop.issuer")
interface AssertionConfig {
    /** Base URL of issuer-service, https, as reached from here; what it writes into tokens is its own affair. */
    URI url();

    /** Subject tokens held: one per organization (or automation) and audience, each about a kilobyte. */
    @WithDefault("20000")
    long maxTokens();
}
