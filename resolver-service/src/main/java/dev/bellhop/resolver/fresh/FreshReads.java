package dev.bellhop.resolver.fresh;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads shared between callers, and never older than the call: a read can be joined until it is begun, not after; whoever comes later
 * shares the next one. Per key there is at most one read running and one waiting, so callers without number cost at most two reads
 * in the time one takes.
 *
 * <p>A failed read fails those who waited for it and nobody else. A caller who gives up takes nothing from the others; a waiting
 * read that everybody gave up is not begun. Nothing is kept once it has been handed out. Callers are resumed on their own context.
 *
 * @param <K> everything the answer depends on, the organization included
 */
public final class FreshReads<K, V> {
    private final Map<K, Line<V>> lines = new HashMap<>();
    private final Object lock = new Object();
    private final LongAdder joined = new LongAdder();
    private final LongAdder begun = new LongAdder();

    /**
     * Reads, or joins a read that has not begun.
     *
     * @param fetch begins a read when subscribed to; of the callers who share one, the last one's is used
     */
    public Uni<V> read(K key, Supplier<Uni<V>> fetch) {
        return read(key, Long.MAX_VALUE, Turns.AT_ONCE, fetch);
    }

    /**
     * The same in turn: the read begins when it is allowed to, and can be joined until then.
     *
     * @param deadline of this caller: the earliest of those who share a read is the read's
     */
    public Uni<V> read(K key, Deadline deadline, Turns turns, Supplier<Uni<V>> fetch) {
        return read(key, deadline.endNanos(), turns, fetch);
    }

    private Uni<V> read(K key, long deadline, Turns turns, Supplier<Uni<V>> fetch) {
        return Contexts.backToCaller(Uni.createFrom().deferred(() -> enter(key, deadline, turns, fetch)));
    }

    /** Keys with a read running or waiting for its turn; for tests and metrics. */
    int running() {
        synchronized (lock) {
            return lines.size();
        }
    }

    /** How often a caller joined a read that another had asked for. */
    public long joined() {
        return joined.sum();
    }

    /** How many reads were begun. */
    public long begun() {
        return begun.sum();
    }

    private Uni<V> enter(K key, long deadline, Turns turns, Supplier<Uni<V>> fetch) {
        Read<V> read;
        boolean idle;
        synchronized (lock) {
            Line<V> line = lines.get(key);
            idle = line == null;
            if (idle) {
                line = new Line<>();
                lines.put(key, line);
            }
            if (line.waiting == null) {
                line.waiting = new Read<>(lock, deadline);
            } else {
                joined.increment();
            }
            read = line.waiting;
            read.join(fetch, turns, deadline);
        }
        if (idle) {
            takeTurn(key, read);
        }
        return read.forOneCaller(this::leave);
    }

    private void leave(Read<V> read) {
        synchronized (lock) {
            read.callers--;
        }
    }

    private void takeTurn(K key, Read<V> read) {
        Uni.createFrom().deferred(() -> read.turns.turn(read)).subscribe().with(turn -> begin(key), failure -> {
            Read<V> refused = endLine(key);
            refused.result.completeExceptionally(failure);
        });
    }

    /** Nobody may begin it: who comes later asks anew. */
    private Read<V> endLine(K key) {
        synchronized (lock) {
            return lines.remove(key).waiting;
        }
    }

    private void begin(K key) {
        Read<V> read;
        synchronized (lock) {
            Line<V> line = lines.get(key);
            read = line.waiting;
            line.waiting = null;
            if (read.callers == 0) {
                lines.remove(key);
                return;
            }
        }
        begun.increment();
        Uni.createFrom()
                .deferred(() -> read.fetch.get())
                .subscribe()
                .with(
                        value -> {
                            goOn(key);
                            read.result.complete(value);
                        },
                        failure -> {
                            goOn(key);
                            read.result.completeExceptionally(failure);
                        });
    }

    private void goOn(K key) {
        Read<V> next;
        synchronized (lock) {
            next = lines.get(key).waiting;
            if (next == null || next.callers == 0) {
                lines.remove(key);
                return;
            }
        }
        takeTurn(key, next);
    }

    /** A key with a read running or waiting for its turn. */
    private static final class Line<V> {
        /** The read that can be joined; while none runs, the one whose turn is awaited. */
        private Read<V> waiting;
    }

    private static final class Read<V> implements Turns.Waiter {
        private final CompletableFuture<V> result = new CompletableFuture<>();
        private final Object lock;
        private Supplier<Uni<V>> fetch;
        private Turns turns;
        private long deadline;
        private int callers;

        Read(Object lock, long deadline) {
            this.lock = lock;
            this.deadline = deadline;
        }

        /** Under the lock. */
        void join(Supplier<Uni<V>> itsFetch, Turns itsTurns, long itsDeadline) {
            fetch = itsFetch;
            turns = itsTurns;
            // Differences, not values: the monotonic clock may be negative.
            deadline = itsDeadline - deadline < 0 ? itsDeadline : deadline;
            callers++;
        }

        @Override
        public boolean wanted() {
            synchronized (lock) {
                return callers > 0;
            }
        }

        @Override
        public long deadlineNanos() {
            synchronized (lock) {
                return deadline;
            }
        }

        /** A copy, so that cancelling it cancels nothing else. */
        Uni<V> forOneCaller(Consumer<Read<V>> onLeaving) {
            AtomicBoolean left = new AtomicBoolean();
            return Uni.createFrom()
                    .completionStage(result.copy())
                    .onCancellation()
                    .invoke(() -> {
                        if (left.compareAndSet(false, true)) {
                            onLeaving.accept(this);
                        }
                    });
        }
    }
}
