package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 5000", "29, 5000", "1000000, 5000"})
    void doublesUpToItsCap(int failures, long expectedMillis) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 1.0);

        assertThat(backoff.after(failures).toMillis()).isEqualTo(expectedMillis);
    }

    @ParameterizedTest
    @CsvSource({"0.0, 200", "0.5, 1100"})
    void isSpreadOverTheWholeStep(double jitter, long expectedMillis) {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(5), () -> jitter);

        assertThat(backoff.after(1).toMillis()).isEqualTo(expectedMillis);
    }

    @ParameterizedTest
    @CsvSource({"0, 1100", "3000, 4100"})
    void isAddedToWhatTheServiceAskedFor(long retryAfterMillis, long expectedMillis) {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(5), () -> 0.5);

        assertThat(backoff.after(Optional.of(Duration.ofMillis(retryAfterMillis)), 1)
                        .toMillis())
                .isEqualTo(expectedMillis);
    }
}
