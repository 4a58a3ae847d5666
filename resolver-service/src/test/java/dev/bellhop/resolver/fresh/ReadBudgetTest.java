package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadBudgetTest {
    private final List<Timed> timers = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5; // the monotonic clock may wrap
    private final ReadBudget budget = new ReadBudget(
            10, () -> now, (wait, what) -> timers.add(new Timed(now + wait.toNanos(), what)), wait -> {});

    private record Timed(long at, Runnable what) {}

    @Test
    void neverMoreThanTheBudget() {
        for (int i = 0; i < 100; i++) {
            ask("r" + i, i);
        }
        assertThat(turns).as("one second's worth at once").hasSize(10);

        pass(Duration.ofSeconds(1));
        assertThat(turns).hasSize(20);
        pass(Duration.ofSeconds(8));
        assertThat(turns).hasSize(100);
    }

    @Test
    void theEarliestDeadlineGoesFirst() {
        useUp();
        ask("late", 3_000);
        ask("early", 1_000);
        ask("between", 2_000);

        pass(Duration.ofMillis(300));

        assertThat(turns).containsExactly("early", "between", "late");
    }

    @Test
    void oneNobodyWaitsForTakesNoTurn() {
        useUp();
        ask("given up", 1, false);
        ask("wanted", 2);

        pass(Duration.ofMillis(100));

        assertThat(turns).containsExactlyInAnyOrder("given up", "wanted"); // told both, paid once
        ask("next", 3);
        pass(Duration.ofMillis(100));
        assertThat(turns).contains("next");
    }

    @Test
    void aThrottledVaultIsReadHalfAsFastAndMoreAgainWithTime() {
        budget.throttled(Optional.empty());
        budget.throttled(Optional.empty());
        assertThat(budget.rate()).as("one burst is one sign").isEqualTo(5);

        pass(Duration.ofSeconds(1));
        budget.throttled(Optional.empty());
        assertThat(budget.rate()).isEqualTo(2.6, within(0.01));

        pass(Duration.ofSeconds(10));
        assertThat(budget.rate()).as("a fiftieth of ten a second").isEqualTo(4.6, within(0.01));
        pass(Duration.ofMinutes(5));
        assertThat(budget.rate()).isEqualTo(10);
    }

    @Test
    void isLeftAloneAsLongAsItAsks() {
        budget.throttled(Optional.of(Duration.ofSeconds(7)));
        ask("held", 1);

        pass(Duration.ofMillis(6_900));
        assertThat(turns).isEmpty();
        pass(Duration.ofMillis(400));
        assertThat(turns).containsExactly("held");
    }

    @Test
    void nothingIsSavedUpWhileItIsLeftAlone() {
        budget.throttled(Optional.of(Duration.ofSeconds(10)));
        for (int i = 0; i < 20; i++) {
            ask("r" + i, i);
        }

        pass(Duration.ofMillis(10_010));

        assertThat(turns).hasSizeLessThan(3);
    }

    private void useUp() {
        for (int i = 0; i < 10; i++) {
            ask("", 0);
        }
        turns.clear();
    }

    private void ask(String name, long millis) {
        ask(name, millis, true);
    }

    private void ask(String name, long millis, boolean wanted) {
        long deadline = now + Duration.ofMillis(millis).toNanos();
        budget.turn(new Turns.Waiter() {
                    @Override
                    public boolean wanted() {
                        return wanted;
                    }

                    @Override
                    public long deadlineNanos() {
                        return deadline;
                    }
                })
                .subscribe()
                .with(turn -> turns.add(name));
    }

    private void pass(Duration time) {
        long end = now + time.toNanos();
        while (true) {
            Optional<Timed> next =
                    timers.stream().filter(one -> one.at() - end <= 0).min((a, b) -> Long.compare(a.at() - b.at(), 0));
            if (next.isEmpty()) {
                break;
            }
            timers.remove(next.get());
            now = next.get().at();
            next.get().what().run();
        }
        now = end;
    }
}
