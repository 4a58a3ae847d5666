package dev.bellhop.resolver.kickoff;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * One consumer's records, as many at a time as this replica holds for it: each that ends makes room for one more, and with none left
 * the connector pauses the partition. A merged stream would do the same, but looks at everything it holds whenever one record ends.
 */
final class KickoffIntake implements Subscriber<Message<byte[]>> {
    private static final Logger LOG = Logger.getLogger(KickoffIntake.class);

    private final int capacity;
    private final Function<Message<byte[]>, Uni<Void>> handling;
    private final AtomicReference<Subscription> upstream = new AtomicReference<>();
    private volatile boolean closed;

    /**
     * @param handling never fails, and ends only when the record may be forgotten
     */
    KickoffIntake(int capacity, Function<Message<byte[]>, Uni<Void>> handling) {
        this.capacity = capacity;
        this.handling = handling;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (upstream.compareAndSet(null, subscription)) {
            subscription.request(capacity);
        } else {
            subscription.cancel(); // Reactive Streams, rule 2.5
        }
    }

    @Override
    public void onNext(Message<byte[]> message) {
        Uni.createFrom().deferred(() -> handling.apply(message)).subscribe().with(done -> ended(), this::failed);
    }

    @Override
    public void onError(Throwable failure) {
        LOG.errorf(
                "The connector gave up reading kickoffs: %s", failure.getClass().getName());
    }

    @Override
    public void onComplete() {
        LOG.debug("The connector reads no more kickoffs");
    }

    /** Asks for no more. */
    void close() {
        closed = true;
    }

    private void failed(Throwable unforeseen) {
        LOG.errorf("A record was left unacknowledged: %s", unforeseen.getClass().getName());
        ended();
    }

    private void ended() {
        if (!closed) {
            upstream.get().request(1);
        }
    }
}
