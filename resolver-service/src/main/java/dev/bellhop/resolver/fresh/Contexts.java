package dev.bellhop.resolver.fresh;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Vert.x contexts and shared work: what several callers wait for is finished on one of their threads, and each goes on on its own. */
public final class Contexts {
    private Contexts() {}

    /**
     * The same {@code Uni}, resumed on the Vert.x context from which it was subscribed to. Off Vert.x it is left alone. Without this,
     * a shared load resumes everybody on the first caller's thread, request scope and all.
     */
    public static <T> Uni<T> backToCaller(Uni<T> shared) {
        return Uni.createFrom().deferred(() -> {
            Context here = Vertx.currentContext(); // taken when asked, not when answered
            if (here == null) {
                return shared;
            }
            return shared.emitOn(continuation -> {
                if (Vertx.currentContext() == here) {
                    continuation.run();
                } else {
                    here.runOnContext(ignored -> continuation.run());
                }
            });
        });
    }
}
