package dev.bellhop.resolver.kickoff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which kickoff records are admitted. */
@ConfigMapping(prefix = "bellhop.kickoffs")
interface KickoffConfig {
    /** Only grants bound to the kickoff and its recipient's key; otherwise any trusted caller's token with the permission too. */
    @WithDefault("true")
    boolean requireBoundRecipient();

    /** Older records fail without a vault read: whoever waited for them has gone. */
    @WithDefault("PT15M")
    Duration maxAge();

    /** Bytes of a record's value. */
    @WithDefault("16384")
    int maxPayloadBytes();

    /** How long a record waits for its issuer's keys before it is a dead letter. */
    @WithDefault("PT2M")
    Duration keysPatience();

    /** Bytes of a refused record's value that are kept with its dead letter. */
    @WithDefault("8192")
    int deadLetterPayloadBytes();

    /** How long a stopping replica waits for its kickoffs in flight; those left are resolved once more by another. */
    @WithDefault("PT20S")
    Duration drain();
}
