package dev.bellhop.bench.part;

import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.local.http.Https;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A service that says it is ready may still answer 503 to its first caller, while it fetches the keys of that caller's issuer: asked again
 * until it does not.
 */
final class FirstAnswer {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int UNAVAILABLE = 503;

    private FirstAnswer() {}

    static Https.Answer of(Supplier<Https.Answer> request) {
        long begin = System.nanoTime();
        Https.Answer answer = request.get();
        while (answer.status() == UNAVAILABLE && System.nanoTime() - begin < LONGEST.toNanos()) {
            pause();
            answer = request.get();
        }
        if (answer.status() == UNAVAILABLE) {
            throw new MeasurementException(
                    "a service that is ready answers 503 after " + LONGEST + ": " + answer.body());
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while a service got ready", e);
        }
    }
}
