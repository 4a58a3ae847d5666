package dev.bellhop.resolver.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.OnOverflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** The dead-letter topic. Written by us and not by the connector, which would copy every header, a bearer token among them. */
@ApplicationScoped
public class DeadLetters {
    private final DurableWrites writes;

    DeadLetters(
            // Never more waiting than records are held by this replica.
            @Channel("dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> deadLetters,
            WriteConfig config) {
        this.writes = new DurableWrites(deadLetters, "bellhop.kickoffs.dead-letter", config);
    }

    /** Written and acknowledged by every in-sync replica, however long the broker is away. */
    public Uni<Void> publish(DeadLetter letter) {
        return writes.untilDurable(letter);
    }

    void stop(@Observes ShutdownEvent stopping) {
        writes.stop();
    }
}
