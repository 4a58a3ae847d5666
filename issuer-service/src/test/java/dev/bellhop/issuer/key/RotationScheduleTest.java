package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.issuer.key.RotationSchedule.Cron;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z, 2026-01-31T00:00:00Z",
        "2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z"
    })
    void aPeriodCountsFromTheLastRotationAndALateOneIsMadeUpAtOnce(Instant activated, Instant earliest, Instant next) {
        assertThat(RotationSchedule.every(Duration.ofDays(30)).next(activated, earliest))
                .contains(next);
    }

    /** Saturdays at three, within two hours. 2026-01-03 is a Saturday. */
    @ParameterizedTest
    @CsvSource({
        // activated, earliest, next
        "2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z, 2026-01-03T03:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-03T02:59:59.999Z, 2026-01-03T03:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-03T03:00:00Z, 2026-01-03T03:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-03T03:00:00.5Z, 2026-01-03T03:00:00.5Z",
        "2026-01-01T00:00:00Z, 2026-01-03T04:59:59.999Z, 2026-01-03T04:59:59.999Z",
        // the window has passed: the next one
        "2026-01-01T00:00:00Z, 2026-01-03T05:00:00Z, 2026-01-10T03:00:00Z",
        // this one has been kept already
        "2026-01-03T03:00:05Z, 2026-01-03T03:00:10Z, 2026-01-10T03:00:00Z",
        "2026-01-03T03:00:00Z, 2026-01-03T03:00:10Z, 2026-01-10T03:00:00Z"
    })
    void aScheduleIsKeptWithinItsWindow(Instant activated, Instant earliest, Instant next) {
        RotationSchedule saturdays = RotationSchedule.at(Cron.parse("0 3 * * SAT"), Optional.of(Duration.ofHours(2)));

        assertThat(saturdays.next(activated, earliest)).contains(next);
    }

    @Test
    void withoutAWindowAMissedMomentIsMadeUpWheneverItCanBe() {
        RotationSchedule saturdays = RotationSchedule.at(Cron.parse("0 3 * * 6"), Optional.empty());

        assertThat(saturdays.next(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-07T12:00:00Z")))
                .contains(Instant.parse("2026-01-07T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0 3 * * *, PT24H", "0 3 * * 6, PT168H", "0 3 1 * *, PT672H", "30 */6 * * *, PT6H"})
    void knowsHowFarApartItsMomentsAre(String expression, Duration gap) {
        assertThat(Cron.parse(expression).shortestGap(Instant.parse("2026-01-01T00:00:00Z")))
                .contains(gap);
    }
}
