package dev.bellhop.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the public keys of trusted issuers are fetched and kept. */
@ConfigMapping(prefix = "bellhop.caller-keys")
interface CallerKeysConfig {
    /** Keys are fetched anew this often, whether or not anyone calls; so long a key withdrawn by its issuer is still believed. */
    @WithDefault("PT5M")
    Duration refreshInterval();

    /** A key id we have not seen makes us ask the issuer again, at most this often. */
    @WithDefault("PT10S")
    Duration unknownKeyInterval();

    /** After a failed fetch the issuer is left alone this long. */
    @WithDefault("PT1S")
    Duration retryInterval();

    /** Discovery and key set together must have been answered within this. */
    @WithDefault("PT5S")
    Duration timeout();

    /** While an issuer is away its last keys serve this long. */
    @WithDefault("PT12H")
    Duration maxAge();

    /** A named {@code quarkus.proxy.<name>} to fetch through, or {@code none}; unset: {@code quarkus.proxy.*} if that is set. */
    Optional<String> proxyConfigurationName();
}
