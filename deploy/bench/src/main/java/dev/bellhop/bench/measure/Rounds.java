package dev.bellhop.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Contenders in turns, round after round: what disturbs the machine for a while disturbs all of them. Each gets its warm-up first. A
 * ratio is taken within each round, and the median of the ratios counts.
 */
public final class Rounds {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private Rounds() {}

    /**
     * How long and how often.
     *
     * @param warmUp of each contender, before the first round
     */
    public record Plan(int rounds, Duration turn, Duration warmUp) {}

    /** @throws MeasurementException if a contender failed at its work even once */
    public static Rounds run(Plan plan, List<Contender> contenders, Consumer<String> progress) {
        Rounds rounds = new Rounds();
        for (Contender contender : contenders) {
            progress.accept("  warming up: " + contender.name());
            requireGood(contender, contender.turn(plan.warmUp()));
            rounds.samples.put(contender.name(), new ArrayList<>());
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : contenders) {
                Sample sample = contender.turn(plan.turn());
                requireGood(contender, sample);
                rounds.samples.get(contender.name()).add(sample);
                progress.accept(String.format(
                        "  round %d of %d: %-48s %,9.0f/s  %,9.0f per CPU-second",
                        round, plan.rounds(), contender.name(), sample.perSecond(), sample.perCpuSecond()));
            }
        }
        return rounds;
    }

    private static void requireGood(Contender contender, Sample sample) {
        if (sample.failures() > 0 || sample.operations() == 0) {
            throw new MeasurementException(contender.name() + ": " + sample.failures() + " of "
                    + (sample.failures() + sample.operations()) + " requests failed; nothing is measured by errors");
        }
    }

    public double perSecond(String name) {
        return median(name, Sample::perSecond);
    }

    public double perCpuSecond(String name) {
        return median(name, Sample::perCpuSecond);
    }

    private double median(String name, ToDoubleFunction<Sample> value) {
        return Median.of(samples.get(name).stream().map(value::applyAsDouble).toList());
    }

    /** Median of the rounds' ratios. */
    public double ratio(String name, String beside, ToDoubleFunction<Sample> value) {
        List<Sample> mine = samples.get(name);
        List<Sample> theirs = samples.get(beside);
        return Median.of(IntStream.range(0, mine.size())
                .mapToObj(n -> value.applyAsDouble(mine.get(n)) / value.applyAsDouble(theirs.get(n)))
                .toList());
    }
}
