package dev.bellhop.resolver.fresh;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /**
     * Reads, or joins a read that has not begun.
     *
     * @param fetch begins a read when subscribed to; of the callers who share one, the last one's is used
     */
    public Uni<V> read(K key, Supplier<Uni<V>> fetch) {
        return Contexts.backToCaller(Uni.createFrom().deferred(() -> enter(key, fetch)));
    }

    /** Keys with a read running; for tests and metrics. */
    int running() {
        synchronized (lock) {
            return lines.size();
        }
    }

    private Uni<V> enter(K key, Supplier<Uni<V>> fetch) {
        Read<V> read;
        boolean begin = false;
        synchronized (lock) {
            Line<V> line = lines.get(key);
            if (line == null) {
                lines.put(key, new Line<>());
                read = new Read<>();
                begin = true;
            } else {
                if (line.waiting == null) {
                    line.waiting = new Read<>();
                }
                read = line.waiting;
            }
            read.fetch = fetch;
            read.callers++;
        }
        if (begin) {
            begin(key, read);
        }
        return read.forOneCaller(this::leave);
    }

    private void leave(Read<V> read) {
        synchronized (lock) {
            read.callers--;
        }
    }

    private void begin(K key, Read<V> read) {
        Uni.createFrom()
                .deferred(() -> read.fetch.get())
                .subscribe()
                .with(
                        value -> {
                            beginNext(key);
                            read.result.complete(value);
                        },
                        failure -> {
                            beginNext(key);
                            read.result.completeExceptionally(failure);
                        });
    }

    private void beginNext(K key) {
        Read<V> next;
        synchronized (lock) {
            Line<V> line = lines.get(key);
            next = line.waiting;
            line.waiting = null;
            if (next == null || next.callers == 0) {
                lines.remove(key);
                return;
            }
        }
        begin(key, next);
    }

    /** A key with a read running. */
    private static final class Line<V> {
        private Read<V> waiting;
    }

    private static final class Read<V> {
        private final CompletableFuture<V> result = new CompletableFuture<>();
        private Supplier<Uni<V>> fetch;
        private int callers;

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
