package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RotationSettingsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    @Test
    void rotatesEveryThirtyDaysIfNothingIsSaid() {
        RotationPolicy policy = policy(Map.of());

        assertThat(policy.times().announcement()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.times().afterlife()).isEqualTo(Duration.ofHours(13).plusMinutes(1));
        assertThat(policy.schedule().next(NOW, NOW)).contains(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void waitsForTheLeaseAndTheCachesWhateverThePublishAhead() {
        RotationPolicy policy = policy(Map.of("publish-ahead", "PT0S", "ring-lease", "PT30H"));

        assertThat(policy.times().announcement()).isEqualTo(Duration.ofHours(30).plusMinutes(11));
    }

    @Test
    void doesNotRotateByItselfWhileDisabledAndKeepsTheSchedule() {
        RotationPolicy policy = policy(Map.of("rotation-disabled", "true", "rotation-period", "P60D"));

        assertThat(policy.schedule().next(NOW, NOW)).isEmpty();
    }

    @Test
    void takesAScheduleWithAWindow() {
        RotationPolicy policy = policy(Map.of("rotation-schedule", "0 3 * * SAT", "rotation-window", "PT1H"));

        assertThat(policy.schedule().next(NOW, NOW)).contains(Instant.parse("2026-01-10T03:00:00Z"));
    }

    static Stream<Arguments> stopsTheStartWithOneSentenceThatNamesTheSetting() {
        return Stream.of(
                argumentSet(
                        "both",
                        Map.of("rotation-period", "P30D", "rotation-schedule", "0 3 * * 6"),
                        "bellhop.keys.rotation-period and bellhop.keys.rotation-schedule are both set: set one of them"),
                argumentSet(
                        "window with period",
                        Map.of("rotation-period", "P30D", "rotation-window", "PT2H"),
                        "bellhop.keys.rotation-window is set without bellhop.keys.rotation-schedule: it limits how long after a moment of"
                                + " that schedule a rotation may start"),
                argumentSet(
                        "short window",
                        Map.of("rotation-schedule", "0 3 * * 6", "rotation-window", "PT59M"),
                        "bellhop.keys.rotation-window must be at least PT1H: found PT59M"),
                argumentSet(
                        "short period",
                        Map.of("rotation-period", "PT23H"),
                        "bellhop.keys.rotation-period must be at least PT24H, the time a key must be published before and after it signs"
                                + " (bellhop.keys.publish-ahead, bellhop.keys.ring-lease): found PT23H"),
                argumentSet(
                        "crowded schedule",
                        Map.of("rotation-schedule", "0 */6 * * *"),
                        "bellhop.keys.rotation-schedule has moments only PT6H apart, and a rotation takes PT24H"
                                + " (bellhop.keys.publish-ahead, bellhop.keys.ring-lease): found 0 */6 * * *"),
                argumentSet(
                        "a moment that never comes",
                        Map.of("rotation-schedule", "0 3 30 2 *"),
                        "bellhop.keys.rotation-schedule names a moment that never comes: found 0 3 30 2 *"),
                argumentSet(
                        "negative",
                        Map.of("publish-ahead", "PT-1S"),
                        "bellhop.keys.publish-ahead must be between PT0S and PT720H: found PT-1S"),
                argumentSet(
                        "no tolerance: no two clocks agree to the nanosecond",
                        Map.of("clock-tolerance", "PT0S"),
                        "bellhop.keys.clock-tolerance must be between PT1S and PT5M: found PT0S"),
                argumentSet(
                        "a period beyond all dates",
                        Map.of("rotation-period", "P365000000000D"),
                        "bellhop.keys.rotation-period must be between PT0S and PT87600H: found PT8760000000000H"),
                argumentSet(
                        "refresh beyond the lease",
                        Map.of("ring-lease", "PT14S"),
                        "bellhop.keys.ring-refresh must be at least PT0.1S and at most a third of bellhop.keys.ring-lease: found PT5S and PT14S"));
    }

    @ParameterizedTest
    @MethodSource
    void stopsTheStartWithOneSentenceThatNamesTheSetting(Map<String, String> settings, String sentence) {
        assertThatThrownBy(() -> policy(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"every day", "0 0 3 * * *", "@daily", "61 * * * *"})
    void takesNoOtherExpression(String expression) {
        assertThatThrownBy(() -> policy(Map.of("rotation-schedule", expression)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("bellhop.keys.rotation-schedule must be a cron expression of five fields"
                        + " (minute, hour, day of month, month, day of week), in UTC: found " + expression);
    }

    private static RotationPolicy policy(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("bellhop.keys." + name, value));
        KeyConfig config = new SmallRyeConfigBuilder()
                .withMapping(KeyConfig.class)
                .withDefaultValues(prefixed)
                .build()
                .getConfigMapping(KeyConfig.class);
        return RotationSettings.policy(config, Duration.ofMinutes(5), NOW);
    }
}
