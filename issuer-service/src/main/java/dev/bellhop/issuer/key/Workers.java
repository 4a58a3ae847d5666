package dev.bellhop.issuer.key;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Where work is done that takes longer than an event loop may wait. */
interface Workers {
    <T> Uni<T> run(Supplier<T> work);

    /** Vert.x worker threads; the answer comes on the context that asked, for a database session to go on. */
    static Workers of(Vertx vertx) {
        return new Workers() {
            @Override
            public <T> Uni<T> run(Supplier<T> work) {
                return Uni.createFrom()
                        .completionStage(
                                () -> vertx.executeBlocking(work::get, false).toCompletionStage());
            }
        };
    }
}
