package dev.bellhop.bench.part;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.local.http.Https;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many writers on one resource, all at once: each adds one to the number in its name, from what it has read, again and again until its own
 * replacement is taken. If an update were lost, the number in the end would be smaller than that of the writers.
 */
final class Writers {
    private static final int WRITERS = 200;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String PREFIX = "counter-";

    private final Setting setting;
    private final Admin admin;
    private final LongAdder refused = new LongAdder();

    Writers(Setting setting, Admin admin) {
        this.setting = setting;
        this.admin = admin;
    }

    void measure(Report report) {
        int writers = Math.max(20, setting.scaled(WRITERS));
        setting.progress().accept("  " + writers + " writers on one automation");
        UUID organization = admin.organization("Writers");
        String path = Admin.own(organization) + "/automations/" + admin.automation(organization, PREFIX + 0);
        long begin = System.nanoTime();
        all(writers, path);
        double seconds = (System.nanoTime() - begin) / 1e9;
        int counted = number(admin.api().get(path).json());
        report.add(Row.atMost(writers + " concurrent writers on one resource: updates lost", writers - counted, 0, ""));
        report.add(Row.of(
                writers + " concurrent writers: replacements refused by 412 and tried again",
                Row.number(refused.sum()) + " in " + Row.number(seconds) + " s"));
    }

    private void all(int writers, String path) {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int n = 0; n < writers; n++) {
                ends.add(threads.submit(() -> {
                    start.await();
                    addOne(path);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> end : ends) {
                var unused = end.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted among writers", e);
        } catch (ExecutionException e) {
            throw new MeasurementException("a writer failed: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new MeasurementException("writers were not done after " + LONGEST, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void addOne(String path) {
        while (true) {
            Https.Answer read = admin.api().get(path);
            Https.Answer written = admin.replace(
                    path, read.header("etag"), Map.of("name", PREFIX + (number(read.json()) + 1), "enabled", true));
            if (written.status() == 200) {
                return;
            }
            if (written.status() != 412) {
                throw new MeasurementException(
                        "a writer was answered " + written.status() + " instead of 200 or 412: " + written.body());
            }
            refused.increment();
        }
    }

    private static int number(JsonNode automation) {
        return Integer.parseInt(automation.path("name").asText().substring(PREFIX.length()));
    }
}
