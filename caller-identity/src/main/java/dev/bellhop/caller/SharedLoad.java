package dev.bellhop.caller;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One load in flight however many ask. Each asker holds a copy, so one that gives up cancels only itself, and goes on in the
 * context it asked from: without that hop all would resume on the loader's thread, in the first asker's request.
 */
final class SharedLoad<T> {
    private CompletableFuture<T> inFlight;

    /** @param load started only if none is in flight; what it carries, value or failure, goes to all who joined */
    Uni<T> join(Supplier<Uni<T>> load) {
        return Uni.createFrom().completionStage(() -> joinOrStart(load).copy()).plug(SharedLoad::backToCaller);
    }

    synchronized boolean isRunning() {
        return inFlight != null;
    }

    private CompletableFuture<T> joinOrStart(Supplier<Uni<T>> load) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        synchronized (this) {
            if (inFlight != null) {
                return inFlight;
            }
            inFlight = mine;
        }
        Uni.createFrom()
                .deferred(() -> load.get())
                .onTermination()
                .invoke(this::finished) // before anyone hears of it: who asks again must not join what is over
                .subscribe()
                .with(mine::complete, mine::completeExceptionally);
        return mine;
    }

    private synchronized void finished() {
        inFlight = null;
    }

    private static <T> Uni<T> backToCaller(Uni<T> shared) {
        return Uni.createFrom().deferred(() -> {
            Context here = Vertx.currentContext(); // taken when asked, not when answered
            if (here == null) {
                return shared;
            }
            return shared.emitOn(resume -> {
                if (Vertx.currentContext() == here) {
                    resume.run();
                } else {
                    here.runOnContext(ignored -> resume.run());
                }
            });
        });
    }
}
