package dev.bellhop.emulator.fault;

import java.time.Duration;
import java.util.Random;

/** How long a struck request waits: a distribution, drawn from a seeded source so that a run can be repeated. */
public sealed interface Latency {
    Duration LONGEST = Duration.ofMinutes(10);
    /** How many standard deviations lie between the median and the 99th percentile of a normal distribution. */
    double P99 = 2.3263478740408408;

    /** None at all. */
    Latency NONE = new Fixed(Duration.ZERO);

    Duration draw(Random random);

    /** Always the same. */
    record Fixed(Duration delay) implements Latency {
        public Fixed {
            check("delayMillis", delay);
        }

        @Override
        public Duration draw(Random random) {
            return delay;
        }
    }

    /** Anything between two bounds alike. */
    record Uniform(Duration min, Duration max) implements Latency {
        public Uniform {
            check("latency.minMillis", min);
            check("latency.maxMillis", max);
            if (min.compareTo(max) > 0) {
                throw new IllegalArgumentException("latency.maxMillis: expected at least minMillis");
            }
        }

        @Override
        public Duration draw(Random random) {
            return min.plusNanos((long) (random.nextDouble() * max.minus(min).toNanos()));
        }
    }

    /** Log-normal, as services' latencies tend to be; cut at ten minutes. */
    record LogNormal(Duration median, Duration p99) implements Latency {
        public LogNormal {
            check("latency.medianMillis", median);
            check("latency.p99Millis", p99);
            if (median.isZero() || median.compareTo(p99) > 0) {
                throw new IllegalArgumentException("latency.p99Millis: expected at least medianMillis, which is not 0");
            }
        }

        @Override
        public Duration draw(Random random) {
            double sigma = Math.log((double) p99.toNanos() / median.toNanos()) / P99;
            double nanos = median.toNanos() * Math.exp(sigma * random.nextGaussian());
            return Duration.ofNanos((long) Math.min(nanos, LONGEST.toNanos()));
        }
    }

    private static void check(String member, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(member + ": expected 0 to " + LONGEST.toMillis());
        }
    }
}
