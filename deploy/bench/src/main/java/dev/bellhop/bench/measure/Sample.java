package dev.bellhop.bench.measure;

import java.time.Duration;

/**
 * One turn of one contender.
 *
 * @param operations that went well
 * @param failures that did not; a run with any is no measurement
 * @param cpu of the process under test alone
 */
public record Sample(long operations, long failures, Duration wall, Duration cpu) {
    public double perSecond() {
        return operations / seconds(wall);
    }

    public double perCpuSecond() {
        return operations / seconds(cpu);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
