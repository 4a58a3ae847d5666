package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final Retries retries = new Retries(new Backoff(Duration.ofMillis(2), Duration.ofMillis(5), () -> 0.5));
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void triesAgainWhatPassesByItself() {
        String value = run(
                        Duration.ofSeconds(5),
                        n -> n < 3
                                ? failing(Reason.VAULT_UNAVAILABLE, null)
                                : Uni.createFrom().item("here"))
                .await()
                .atMost(Duration.ofSeconds(25));

        assertThat(value).isEqualTo("here");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void reportsWhatDoesNotPassAtOnce() {
        assertThat(reasonOf(Duration.ofSeconds(5), n -> failing(Reason.SECRET_NOT_FOUND, null)))
                .isEqualTo(Reason.SECRET_NOT_FOUND);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void obeysRetryAfter() {
        long start = System.nanoTime();

        run(
                        Duration.ofSeconds(5),
                        n -> n == 1
                                ? failing(Reason.VAULT_THROTTLED, Duration.ofMillis(150))
                                : Uni.createFrom().item("here"))
                .await()
                .atMost(Duration.ofSeconds(25));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void doesNotBeginAWaitThatOutlastsTheDeadline() {
        long start = System.nanoTime();

        assertThat(reasonOf(Duration.ofSeconds(5), n -> failing(Reason.VAULT_THROTTLED, Duration.ofSeconds(60))))
                .isEqualTo(Reason.VAULT_THROTTLED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void namesTheLastFailureWhenTheDeadlinePassesInALaterAttempt() {
        assertThat(reasonOf(
                        Duration.ofMillis(500),
                        n -> n == 1
                                ? failing(Reason.VAULT_UNAVAILABLE, null)
                                : Uni.createFrom().nothing()))
                .isEqualTo(Reason.VAULT_UNAVAILABLE);
    }

    @Test
    void namesTheHopWhenTheDeadlinePassesInTheFirst() {
        ResolutionException failure =
                failureOf(Duration.ofMillis(50), n -> Uni.createFrom().nothing());

        assertThat(failure.diagnosis().reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(failure.diagnosis().hop()).isEqualTo(Hop.VAULT);
    }

    @Test
    void attemptsNothingAfterTheDeadline() {
        assertThat(reasonOf(Duration.ZERO, n -> Uni.createFrom().item("late"))).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(attempts).hasValue(0);
    }

    private Uni<String> run(Duration budget, IntFunction<Uni<String>> attempt) {
        return retries.within(Deadline.in(budget), Hop.VAULT, () -> attempt.apply(attempts.incrementAndGet()));
    }

    private Reason reasonOf(Duration budget, IntFunction<Uni<String>> attempt) {
        return failureOf(budget, attempt).diagnosis().reason();
    }

    private ResolutionException failureOf(Duration budget, IntFunction<Uni<String>> attempt) {
        return (ResolutionException) run(budget, attempt)
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private static Uni<String> failing(Reason reason, Duration retryAfter) {
        return Uni.createFrom().failure(() -> new ResolutionException(Diagnosis.of(reason), retryAfter));
    }
}
