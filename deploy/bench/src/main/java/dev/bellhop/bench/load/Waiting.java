package dev.bellhop.bench.load;

import dev.bellhop.bench.measure.MeasurementException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for lanes that event loops serve. */
final class Waiting {
    /** For the answers that are still due when the time is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Waiting() {}

    static void forAll(CountDownLatch ended, Duration length) {
        try {
            if (!ended.await(length.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MeasurementException(ended.getCount() + " requests were never answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while measuring", e);
        }
    }
}
