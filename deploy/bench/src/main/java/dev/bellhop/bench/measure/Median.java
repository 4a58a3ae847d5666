package dev.bellhop.bench.measure;

import java.util.Collection;

/** The value in the middle: one disturbed round does not move it. */
public final class Median {
    private Median() {}

    /** Of an even number of values, half way between the two in the middle. */
    public static double of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values, no median");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
