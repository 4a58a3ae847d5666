package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private long now;
    private final Breaker breaker = new Breaker(() -> now);

    @Test
    void fiveTimeoutsInARowOpenIt() {
        timeOut(4);
        assertThat(breaker.refusal()).isEmpty();

        timeOut(1);

        assertThat(breaker.refusal()).contains(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerInBetweenStartsTheCountAnew() {
        timeOut(4);
        breaker.answered();
        timeOut(4);

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void thenOneIsLetThroughAndItsLuckDecides() {
        timeOut(5);
        pass(Duration.ofSeconds(5));

        assertThat(breaker.refusal()).as("the one").isEmpty();
        assertThat(breaker.refusal()).as("no other meanwhile").isPresent();

        breaker.answered();
        assertThat(breaker.refusal()).isEmpty();
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void eachWhileIsTwiceTheLastUpToHalfAMinute() {
        timeOut(5);
        for (int seconds : new int[] {5, 10, 20, 30, 30}) {
            assertThat(breaker.refusal()).contains(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            assertThat(breaker.refusal()).isEmpty();
            breaker.timedOut();
        }
    }

    @Test
    void thoseSentBeforeItOpenedDoNotProlongIt() {
        timeOut(5);
        pass(Duration.ofSeconds(3));
        timeOut(7);

        assertThat(breaker.refusal()).contains(Duration.ofSeconds(2));
    }

    private void timeOut(int times) {
        for (int i = 0; i < times; i++) {
            breaker.timedOut();
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
