package dev.bellhop.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.bench.load.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Rounds.Plan THREE = new Rounds.Plan(3, Duration.ofSeconds(1), Duration.ofSeconds(5));
    private final List<String> turns = new ArrayList<>();

    @Test
    void contendersTakeTurnsAfterAWarmUpOfEach() {
        var unused = Rounds.run(THREE, List.of(contender("a", 1, 1, 1, 1), contender("b", 1, 1, 1, 1)), line -> {});
        assertThat(turns).containsExactly("a 5", "b 5", "a 1", "b 1", "a 1", "b 1", "a 1", "b 1");
    }

    @Test
    void ratioIsTheMedianOfTheRoundsRatios() {
        // the machine was half as fast in the second round, and something took a's third
        Rounds rounds =
                Rounds.run(THREE, List.of(contender("a", 1, 60, 30, 1), contender("b", 1, 100, 50, 100)), line -> {});
        assertThat(rounds.ratio("a", "b", Sample::perSecond)).isEqualTo(0.6);
        assertThat(rounds.perSecond("b")).isEqualTo(100);
    }

    @Test
    void failedRequestEndsTheMeasurement() {
        Contender failing = new Contender(
                "plan reads", ProcessHandle.current().pid(), length -> new Load(999, 1, length, new Histogram(3)));
        assertThatThrownBy(() -> Rounds.run(THREE, List.of(failing), line -> {}))
                .isInstanceOf(MeasurementException.class)
                .hasMessageContaining("plan reads: 1 of 1000 requests failed");
    }

    @Test
    void sampleDividesByWhatWasUsed() {
        Sample sample = new Sample(600, 0, Duration.ofSeconds(2), Duration.ofMillis(1_500));
        assertThat(sample.perSecond()).isEqualTo(300);
        assertThat(sample.perCpuSecond()).isEqualTo(400);
    }

    /** One second of wall time in every turn; the first number is for the warm-up. */
    private Contender contender(String name, long... operations) {
        Iterator<Long> next = java.util.Arrays.stream(operations).iterator();
        return new Contender(name, ProcessHandle.current().pid(), length -> {
            turns.add(name + " " + length.toSeconds());
            return new Load(next.next(), 0, Duration.ofSeconds(1), new Histogram(3));
        });
    }
}
