package dev.bellhop.bench.load;

import dev.bellhop.bench.measure.MeasurementException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * A fixed rate, whatever the answers do. A latency counts from the moment its request was due, not from when a lane was free to send it, so
 * a server that stalls is charged for everyone who would have come meanwhile (no coordinated omission).
 */
public final class OpenLoop {
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private final LoadClient client;
    private final List<Question> questions;
    private final double perSecond;

    public OpenLoop(LoadClient client, List<Question> questions, double perSecond) {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("a rate is above 0, not " + perSecond);
        }
        this.client = client;
        this.questions = List.copyOf(questions);
        this.perSecond = perSecond;
    }

    /** The calling thread keeps the time. */
    public Load run(Duration length) {
        Run run = new Run(Math.max(1, Math.round(perSecond * length.toNanos() / 1e9)));
        return run.run();
    }

    /** When the n-th request is due, in nanoseconds from the beginning. */
    static long due(long number, double perSecond) {
        return Math.round(number * 1e9 / perSecond);
    }

    private final class Run {
        private final LongAdder answered = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final ConcurrentHistogram latency = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final BlockingQueue<Integer> free = new LinkedBlockingQueue<>();
        private final long requests;
        private final CountDownLatch ended;
        private final long begin = System.nanoTime();

        Run(long requests) {
            this.requests = requests;
            this.ended = new CountDownLatch(Math.toIntExact(requests));
            for (int lane = 0; lane < client.lanes(); lane++) {
                free.add(lane);
            }
        }

        Load run() {
            for (long number = 0; number < requests; number++) {
                long due = begin + due(number, perSecond);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                ask(takeLane(), questions.get((int) (number % questions.size())), due);
            }
            Waiting.forAll(ended, Duration.ZERO);
            return new Load(answered.sum(), failed.sum(), Duration.ofNanos(System.nanoTime() - begin), latency);
        }

        private int takeLane() {
            try {
                return free.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MeasurementException("interrupted while measuring", e);
            }
        }

        private void ask(int lane, Question question, long due) {
            client.ask(lane, question, good -> {
                latency.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
                (good ? answered : failed).increment();
                free.add(lane);
                ended.countDown();
            });
        }
    }
}
