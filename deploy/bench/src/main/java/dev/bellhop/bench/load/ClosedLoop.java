package dev.bellhop.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Every lane asks again as soon as it is answered: the highest rate that so many clients get. Its latencies are those of a server that is
 * never waited for, so they are no promise to anyone; {@link OpenLoop} measures what users see.
 */
public final class ClosedLoop {
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private final LoadClient client;
    private final List<Question> questions;

    /** @param questions asked in turns */
    public ClosedLoop(LoadClient client, List<Question> questions) {
        this.client = client;
        this.questions = List.copyOf(questions);
    }

    public Load run(Duration length) {
        return new Run(length).run(length);
    }

    private final class Run {
        private final LongAdder answered = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final AtomicLong next = new AtomicLong();
        private final ConcurrentHistogram latency = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final CountDownLatch ended = new CountDownLatch(client.lanes());
        private final long begin = System.nanoTime();
        private final long end;

        Run(Duration length) {
            end = begin + length.toNanos();
        }

        Load run(Duration length) {
            for (int lane = 0; lane < client.lanes(); lane++) {
                ask(lane);
            }
            Waiting.forAll(ended, length);
            return new Load(answered.sum(), failed.sum(), Duration.ofNanos(System.nanoTime() - begin), latency);
        }

        private void ask(int lane) {
            long sent = System.nanoTime();
            if (sent - end >= 0) {
                ended.countDown();
                return;
            }
            int number = (int) (next.getAndIncrement() % questions.size());
            client.ask(lane, questions.get(number), good -> {
                (good ? answered : failed).increment();
                latency.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - sent) / 1_000));
                ask(lane);
            });
        }
    }
}
