package dev.bellhop.bench.load;

import dev.bellhop.bench.measure.MeasurementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for lanes that event loops serve. */
final class Waiting {
    private static final int LONGEST_MINUTES = 10;

    private Waiting() {}

    static void forAll(CountDownLatch ended) {
        try {
            if (!ended.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new MeasurementException("a request was never answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while measuring", e);
        }
    }
}
