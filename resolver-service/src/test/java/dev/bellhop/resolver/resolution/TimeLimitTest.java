package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.fresh.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimeLimitTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TimeLimit limit =
            new TimeLimit(Duration.ofSeconds(30), Clock.fixed(RECEIVED, ZoneOffset.UTC), nanos::get);

    static Stream<Arguments> endsAtTheEarlierOfItsOwnDeadlineAndTheLimit() {
        return Stream.of(
                argumentSet("none of its own", null, 30),
                argumentSet("an earlier one", "2026-11-21T10:00:10Z", 10),
                argumentSet("exactly the limit", "2026-11-21T10:00:30Z", 30),
                argumentSet("a later one", "2026-11-21T11:00:00Z", 30),
                argumentSet("one that has passed", "2026-11-21T09:59:59Z", 0),
                argumentSet("one ages ago", "0001-01-01T00:00:00Z", 0),
                argumentSet("one ages away", "+1000000000-12-31T23:59:59Z", 30));
    }

    @ParameterizedTest
    @MethodSource
    void endsAtTheEarlierOfItsOwnDeadlineAndTheLimit(String own, int seconds) {
        Deadline deadline = limit.receipt().deadline(Optional.ofNullable(own).map(Instant::parse));

        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(deadline.expired()).isEqualTo(seconds == 0);
    }

    @Test
    void timeRunsFromTheReceiptNotFromTheAdmission() {
        TimeLimit.Receipt receipt = limit.receipt();
        nanos.addAndGet(Duration.ofSeconds(12).toNanos());

        assertThat(receipt.deadline(Optional.empty()).remaining()).isEqualTo(Duration.ofSeconds(18));
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(receipt.deadline(Optional.empty()).expired()).isTrue();
    }

    @Test
    void noSettingGoesBeyondTheLongestLimit() {
        assertThatThrownBy(() -> new TimeLimit(Duration.ofSeconds(46), Clock.systemUTC(), nanos::get))
                .hasMessageContaining("bellhop.resolutions.time-limit");
        assertThatThrownBy(() -> new TimeLimit(Duration.ZERO, Clock.systemUTC(), nanos::get))
                .hasMessageContaining("bellhop.resolutions.time-limit");
    }
}
