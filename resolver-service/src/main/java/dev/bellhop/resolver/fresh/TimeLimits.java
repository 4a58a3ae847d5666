package dev.bellhop.resolver.fresh;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A wait that ends in time, by the event loop's own timers: those of Mutiny stay in its scheduler's queue until they are due, although
 * they were cancelled, and a kickoff sets many for half a minute and needs none of them.
 */
final class TimeLimits {
    private TimeLimits() {}

    /** The same wait; off Vert.x it is left to Mutiny. */
    static <T> Uni<T> within(Uni<T> wait, Duration limit, Supplier<Throwable> failure) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null
                    ? wait.ifNoItem().after(limit).failWith(failure)
                    : Uni.createFrom().emitter(emitter -> race(wait, limit, failure, context, emitter));
        });
    }

    private static <T> void race(
            Uni<T> wait, Duration limit, Supplier<Throwable> failure, Context context, UniEmitter<? super T> emitter) {
        AtomicReference<Cancellable> waiting = new AtomicReference<>();
        long timer = context.owner().setTimer(Math.max(1, limit.toMillis()), due -> emitter.fail(failure.get()));
        // Whichever comes first, answer, time or cancellation, ends the other two.
        emitter.onTermination(() -> {
            context.owner().cancelTimer(timer);
            Cancellable subscription = waiting.getAndSet(ENDED);
            if (subscription != null) {
                subscription.cancel();
            }
        });
        Cancellable subscription = wait.subscribe().with(emitter::complete, emitter::fail);
        if (!waiting.compareAndSet(null, subscription)) {
            subscription.cancel();
        }
    }

    private static final Cancellable ENDED = () -> {};
}
