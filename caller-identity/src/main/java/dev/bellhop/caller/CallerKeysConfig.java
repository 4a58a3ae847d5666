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

    /**
     * Values that are fine alone and wrong together.
     *
     * @throws SettingException the first that cannot stand
     */
    default void requireSound() {
        requireAtLeast("refresh-interval", refreshInterval(), Duration.ofMillis(1));
        requireAtLeast("timeout", timeout(), Duration.ofMillis(1));
        requireAtLeast("unknown-key-interval", unknownKeyInterval(), Duration.ZERO);
        requireAtLeast("retry-interval", retryInterval(), Duration.ZERO);
        if (maxAge().compareTo(refreshInterval().plus(timeout())) < 0) {
            throw new SettingException(
                    "bellhop.caller-keys.max-age",
                    "is shorter than refresh-interval and timeout together, so good keys would lapse between two fetches");
        }
    }

    private static void requireAtLeast(String setting, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new SettingException(
                    "bellhop.caller-keys." + setting, "is " + value + "; expected at least " + least);
        }
    }
}
