package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifetimeTest {
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

    static Stream<Arguments> isRenewedAhead() {
        return Stream.of(
                argumentSet("five minutes before an hour is over", "PT1H", null, 0.0, "PT55M"),
                argumentSet("earlier by half the jitter", "PT1H", null, 0.5, "PT54M30S"),
                argumentSet("at fifteen minutes still five minutes ahead", "PT15M", null, 0.0, "PT10M"),
                argumentSet("below fifteen minutes at half-life", "PT14M", null, 0.0, "PT7M"),
                argumentSet("when its issuer wants it, if that is earlier", "PT24H", "PT12H", 0.0, "PT12H"),
                argumentSet("five minutes ahead, if its issuer wants it later", "PT1H", "PT58M", 0.0, "PT55M"),
                argumentSet("jitter of a short one is a fifth at most", "PT1M", null, 0.99999, "PT24.001S"));
    }

    @ParameterizedTest
    @MethodSource
    void isRenewedAhead(Duration life, Duration renewIn, double jitter, Duration expected) {
        Lifetime lifetime = Lifetime.of(T0, life, Optional.ofNullable(renewIn), jitter);

        assertThat(lifetime.renewAt()).isEqualTo(T0.plus(expected));
    }

    static Stream<Arguments> isHandedOutUntilShortlyBeforeExpiry() {
        return Stream.of(
                argumentSet("ten seconds before", "PT1H", "PT59M50S"),
                argumentSet("a tenth of a short life before", "PT10S", "PT9S"));
    }

    @ParameterizedTest
    @MethodSource
    void isHandedOutUntilShortlyBeforeExpiry(Duration life, Duration expected) {
        Lifetime lifetime = Lifetime.of(T0, life, Optional.empty(), 0);

        assertThat(lifetime.usableUntil()).isEqualTo(T0.plus(expected));
        assertThat(lifetime.renewAt()).isBefore(lifetime.usableUntil());
    }
}
