package dev.bellhop.resolver.fresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * When a token is renewed and how long it is handed out (design, section 7, "Tokens"). A pure function of its life.
 *
 * @param renewAt the earliest of five minutes before expiry and the moment the issuer asks for; half-life where the life is under 15
 *     minutes; earlier by up to a minute of jitter, so that replicas and tenants do not renew together
 * @param usableUntil a little before expiry: a token must survive its own journey
 */
public record Lifetime(Instant renewAt, Instant usableUntil) {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMinutes(15);
    private static final Duration JITTER = Duration.ofMinutes(1);
    private static final Duration JOURNEY = Duration.ofSeconds(10);

    /**
     * @param obtainedAt when the token was asked for: lifetimes counted in seconds start no later
     * @param life how long it lives
     * @param renewIn after what time its issuer wants it renewed ({@code refresh_in}), if it says so
     * @param jitter from 0 (inclusive) to 1 (exclusive)
     */
    public static Lifetime of(Instant obtainedAt, Duration life, Optional<Duration> renewIn, double jitter) {
        Duration due = life.compareTo(SHORT) < 0 ? life.dividedBy(2) : life.minus(AHEAD);
        due = renewIn.filter(wanted -> !wanted.isNegative()).map(min(due)).orElse(due);
        Duration spread = min(JITTER).apply(due.dividedBy(5));
        Duration early = Duration.ofMillis((long) (spread.toMillis() * jitter));
        Duration journey = min(JOURNEY).apply(life.dividedBy(10));
        return new Lifetime(
                obtainedAt.plus(due).minus(early), obtainedAt.plus(life).minus(journey));
    }

    private static UnaryOperator<Duration> min(Duration one) {
        return other -> one.compareTo(other) <= 0 ? one : other;
    }
}
