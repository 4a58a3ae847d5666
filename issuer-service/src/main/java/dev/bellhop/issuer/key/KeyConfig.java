package dev.bellhop.issuer.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the key ring turns, and how a replica keeps up with it (managed mode). */
@ConfigMapping(prefix = "bellhop.keys")
interface KeyConfig {
    /**
     * How long a replica may publish and sign from the ring it last read while the database does not answer; after that it answers 503, because
     * a key removed meanwhile must not be served for ever.
     */
    @WithDefault("PT12H")
    Duration ringLease();

    /** How often each replica reads the ring, and so how soon a change reaches it. */
    @WithDefault("PT5S")
    Duration ringRefresh();

    /** A replica whose clock is further than this from the database's reports itself not ready, signs nothing and rotates nothing. */
    @WithDefault("PT30S")
    Duration clockTolerance();

    /**
     * How long a key is published before it signs, at least. If {@code ring-lease}, twice {@code bellhop.discovery.jwks-max-age} and
     * {@code clock-tolerance} come to more, that holds.
     */
    @WithDefault("PT24H")
    Duration publishAhead();

    /** A rotation that long after the last one; 30 days if neither this nor {@code rotation-schedule} is set. */
    Optional<Duration> rotationPeriod();

    /** Rotations at the moments of a cron expression of five fields, in UTC: {@code 0 3 * * 6}. */
    Optional<String> rotationSchedule();

    /** How long after such a moment a rotation may still start, one hour at least; without it a missed one is made up whenever it can be. */
    Optional<Duration> rotationWindow();

    /** No rotation by itself; a successor is still prepared, and operators may rotate. */
    @WithDefault("false")
    boolean rotationDisabled();

    /** Takes the configured key ({@code OIDC_PRIVATE_KEY}) into an empty ring as the one that signs: the way from configured to managed keys. */
    @WithDefault("false")
    boolean importConfigured();
}
