package dev.bellhop.resolver.fresh;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How fast one vault is read: held back here rather than throttled there. A token bucket of one second's reads; when the vault throttles
 * all the same (others read it too), its rate is halved and everybody waits as long as the vault asks, and from then on it grows again by
 * a fiftieth of the most per second (additive increase, multiplicative decrease: RFC 5681's reasons). Of those who wait, the one with the
 * earliest deadline goes first; one nobody waits for any more takes no turn.
 */
public final class ReadBudget implements Turns {
    private static final double GROWTH_PER_SECOND = 0.02;
    private static final double LEAST = 1;
    /** One burst throttled many times is one sign. */
    private static final Duration ONE_CUT_IN = Duration.ofSeconds(1);

    /** Turns are given in handfuls: sorting those who wait for each single one would cost more than it saves. */
    private static final Duration TICK = Duration.ofMillis(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final double most;
    private final LongSupplier nanoTime;
    private final BiConsumer<Duration, Runnable> later;
    private final Consumer<Duration> waited;
    private final List<Held> held = new ArrayList<>();
    private double rate;
    private double reads;
    private long filledAt;
    private long pausedUntil;
    private long cutAt;
    private boolean armed;

    /**
     * @param mostPerSecond reads per second, of this replica
     * @param later runs something after a time
     * @param waited is told how long each had to wait
     */
    public ReadBudget(
            double mostPerSecond,
            LongSupplier nanoTime,
            BiConsumer<Duration, Runnable> later,
            Consumer<Duration> waited) {
        this.most = mostPerSecond;
        this.nanoTime = nanoTime;
        this.later = later;
        this.waited = waited;
        this.rate = mostPerSecond;
        this.reads = capacity();
        this.filledAt = nanoTime.getAsLong();
        this.pausedUntil = filledAt;
        this.cutAt = filledAt - ONE_CUT_IN.toNanos();
    }

    @Override
    public Uni<Void> turn(Waiter waiter) {
        return Contexts.backToCaller(Uni.createFrom().emitter(emitter -> ask(waiter, emitter)));
    }

    /** The vault throttled. */
    public synchronized void throttled(Optional<Duration> retryAfter) {
        long now = refilled();
        if (now - cutAt >= ONE_CUT_IN.toNanos()) {
            rate = Math.max(LEAST, rate / 2);
            cutAt = now;
        }
        reads = 0;
        Duration pause = retryAfter
                .filter(asked -> asked.compareTo(LONGEST_PAUSE) < 0)
                .orElse(retryAfter.isPresent() ? LONGEST_PAUSE : Duration.ZERO);
        long until = now + pause.toNanos();
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
    }

    /** Reads per second at present. */
    synchronized double rate() {
        refilled();
        return rate;
    }

    private void ask(Waiter waiter, UniEmitter<? super Void> emitter) {
        boolean now;
        synchronized (this) {
            long time = refilled();
            now = held.isEmpty() && mayRead(time);
            if (now) {
                reads--;
            } else {
                held.add(new Held(waiter, emitter, time));
                arm(time);
            }
        }
        if (now) {
            waited.accept(Duration.ZERO);
            emitter.complete(null);
        }
    }

    private void release() {
        List<Held> ready = new ArrayList<>();
        long time;
        synchronized (this) {
            armed = false;
            time = refilled();
            held.removeIf(one -> !one.waiter().wanted() && ready.add(one));
            held.sort(Comparator.comparingLong(one -> one.waiter().deadlineNanos() - time));
            while (!held.isEmpty() && mayRead(time)) {
                reads--;
                ready.add(held.remove(0));
            }
            if (!held.isEmpty()) {
                arm(time);
            }
        }
        ready.forEach(one -> {
            waited.accept(Duration.ofNanos(time - one.since()));
            one.emitter().complete(null);
        });
    }

    private boolean mayRead(long time) {
        return reads >= 1 && time - pausedUntil >= 0;
    }

    private void arm(long time) {
        if (!armed) {
            armed = true;
            long untilNext = (long) Math.ceil(Math.max(0, 1 - reads) / rate * 1e9);
            long wait = Math.max(Math.max(untilNext, pausedUntil - time), TICK.toNanos());
            later.accept(Duration.ofNanos(wait), this::release);
        }
    }

    /** Under the lock; returns now. */
    private long refilled() {
        long now = nanoTime.getAsLong();
        double seconds = Math.max(0, (now - filledAt) / 1e9);
        rate = Math.min(most, rate + most * GROWTH_PER_SECOND * seconds);
        // While the vault wants to be left alone nothing is saved up for the moment after.
        long from = filledAt - pausedUntil < 0 ? pausedUntil : filledAt;
        reads = Math.min(capacity(), reads + rate * Math.max(0, (now - from) / 1e9));
        filledAt = now;
        return now;
    }

    private double capacity() {
        return Math.max(1, rate);
    }

    private record Held(Waiter waiter, UniEmitter<? super Void> emitter, long since) {}
}
