package dev.bellhop.issuer.key;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The settings of the ring as a policy, checked together: each refusal is one sentence that names the setting. */
final class RotationSettings {
    private static final Logger LOG = Logger.getLogger(RotationSettings.class);

    private static final Duration FASTEST_REFRESH = Duration.ofMillis(100);

    /** One lost read must not be an outage. */
    private static final int READS_IN_A_LEASE = 3;

    private static final Duration LONGEST_PERIOD = Duration.ofDays(3650);
    private static final Duration USUAL_PERIOD = Duration.ofDays(30);
    private static final Duration SHORTEST_WINDOW = Duration.ofHours(1);

    /** Once for clocks, once for a change that is long in being written. */
    private static final int SKEWS = 2;

    /** Less of a margin is for tests: clouds do not say how long they cache a key set. */
    private static final Duration SENSIBLE_AHEAD = Duration.ofHours(24);

    private static final Duration SENSIBLE_LEASE = Duration.ofMinutes(10);

    private RotationSettings() {}

    /** @throws ConfigurationException with one sentence that names the setting */
    static RotationPolicy policy(KeyConfig config, Duration maxAge, Instant now) {
        requireLeaseAndRefresh(config);
        RingTimes times = new RingTimes(
                config.publishAhead(),
                config.ringLease(),
                maxAge,
                config.clockTolerance().multipliedBy(SKEWS),
                SigningKeys.LONGEST_TOKEN_LIFE);
        return new RotationPolicy(times, schedule(config, times, now));
    }

    /** What is allowed, for tests, and unwise in production. */
    static void warnOfShortTimes(RingTimes times) {
        if (times.announcement().compareTo(SENSIBLE_AHEAD) < 0) {
            LOG.warnf(
                    "a new key signs %s after its publication (bellhop.keys.publish-ahead): clouds that hold a key set for longer"
                            + " will refuse tokens after each rotation; PT24H is the default",
                    times.announcement());
        }
        if (times.ringLease().compareTo(SENSIBLE_LEASE) < 0) {
            LOG.warnf(
                    "bellhop.keys.ring-lease is %s: if the database is away for longer, nothing is published or minted; PT12H is the default",
                    times.ringLease());
        }
    }

    private static void requireLeaseAndRefresh(KeyConfig config) {
        within("clock-tolerance", config.clockTolerance(), Duration.ofSeconds(1), Duration.ofMinutes(5));
        within("ring-lease", config.ringLease(), Duration.ofSeconds(1), Duration.ofDays(7));
        within("publish-ahead", config.publishAhead(), Duration.ZERO, Duration.ofDays(30));
        if (config.ringRefresh().compareTo(FASTEST_REFRESH) < 0
                || config.ringRefresh().multipliedBy(READS_IN_A_LEASE).compareTo(config.ringLease()) > 0) {
            throw new ConfigurationException("bellhop.keys.ring-refresh must be at least " + FASTEST_REFRESH
                    + " and at most a third of bellhop.keys.ring-lease: found " + config.ringRefresh() + " and "
                    + config.ringLease());
        }
    }

    private static void within(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new ConfigurationException(
                    "bellhop.keys." + setting + " must be between " + least + " and " + most + ": found " + value);
        }
    }

    private static RotationSchedule schedule(KeyConfig config, RingTimes times, Instant now) {
        if (config.rotationPeriod().isPresent() && config.rotationSchedule().isPresent()) {
            throw new ConfigurationException(
                    "bellhop.keys.rotation-period and bellhop.keys.rotation-schedule are both set: set one of them");
        }
        if (config.rotationWindow().isPresent() && config.rotationSchedule().isEmpty()) {
            throw new ConfigurationException(
                    "bellhop.keys.rotation-window is set without bellhop.keys.rotation-schedule: it limits how long after a moment of that"
                            + " schedule a rotation may start");
        }
        RotationSchedule wanted = config.rotationSchedule().isPresent()
                ? moments(config.rotationSchedule().get(), config.rotationWindow(), times, now)
                : period(config.rotationPeriod(), times);
        return config.rotationDisabled() ? RotationSchedule.NEVER : wanted;
    }

    private static RotationSchedule period(Optional<Duration> period, RingTimes times) {
        if (period.isEmpty()) {
            return RotationSchedule.every(later(USUAL_PERIOD, times.shortestRotation()));
        }
        if (period.get().compareTo(times.shortestRotation()) < 0) {
            throw new ConfigurationException("bellhop.keys.rotation-period must be at least " + times.shortestRotation()
                    + ", the time a key must be published before and after it signs (bellhop.keys.publish-ahead,"
                    + " bellhop.keys.ring-lease): found " + period.get());
        }
        within("rotation-period", period.get(), Duration.ZERO, LONGEST_PERIOD);
        return RotationSchedule.every(period.get());
    }

    private static RotationSchedule moments(
            String expression, Optional<Duration> window, RingTimes times, Instant now) {
        window.filter(span -> span.compareTo(SHORTEST_WINDOW) < 0).ifPresent(span -> {
            throw new ConfigurationException(
                    "bellhop.keys.rotation-window must be at least " + SHORTEST_WINDOW + ": found " + span);
        });
        RotationSchedule.Cron cron = parsed(expression);
        if (cron.next(now).isEmpty()) {
            throw new ConfigurationException(
                    "bellhop.keys.rotation-schedule names a moment that never comes: found " + expression);
        }
        cron.shortestGap(now)
                .filter(gap -> gap.plus(window.orElse(Duration.ZERO)).compareTo(times.shortestRotation()) < 0)
                .ifPresent(gap -> {
                    throw new ConfigurationException("bellhop.keys.rotation-schedule has moments only " + gap
                            + " apart, and a rotation takes " + times.shortestRotation()
                            + " (bellhop.keys.publish-ahead, bellhop.keys.ring-lease): found " + expression);
                });
        return RotationSchedule.at(cron, window);
    }

    private static RotationSchedule.Cron parsed(String expression) {
        try {
            return RotationSchedule.Cron.parse(expression);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(
                    "bellhop.keys.rotation-schedule must be a cron expression of five fields (minute, hour, day of month, month, day of"
                            + " week), in UTC: found " + expression + " (" + refused.getMessage() + ")");
        }
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
