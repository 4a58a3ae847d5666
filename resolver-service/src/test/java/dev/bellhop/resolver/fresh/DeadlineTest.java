package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    @Test
    void countsDownAlsoWhereTheMonotonicClockOverflows() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(3), nanos::get);

        nanos.addAndGet(2_999_000_000L);
        assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(1));
        assertThat(deadline.expired()).isFalse();

        nanos.addAndGet(1_000_000L);
        assertThat(deadline.remaining()).isZero();
        assertThat(deadline.expired()).isTrue();
    }

    @Test
    void boundsAnAttempt() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(3), nanos::get);

        assertThat(deadline.atMost(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(3));
        assertThat(deadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }
}
