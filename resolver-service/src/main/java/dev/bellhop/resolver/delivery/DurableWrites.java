package dev.bellhop.resolver.delivery;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/** Writes that count only once every in-sync replica has them ({@code acks=all}), each with a time of its own. */
final class DurableWrites {
    private static final Logger LOG = Logger.getLogger(DurableWrites.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MutinyEmitter<byte[]> channel;
    private final String topic;
    private final Duration timeLimit;
    private final AtomicBoolean stopping = new AtomicBoolean();

    DurableWrites(MutinyEmitter<byte[]> channel, String topic, WriteConfig config) {
        this.channel = channel;
        this.topic = topic;
        this.timeLimit = config.timeLimit();
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new ConfigurationException("bellhop.writes.time-limit must be above 0");
        }
    }

    /** One write; fails if it is not acknowledged in time. Subscribing again writes again. */
    Uni<Void> once(OutgoingRecord event) {
        return sent(event).ifNoItem().after(timeLimit).fail();
    }

    /**
     * Writes until it is acknowledged: what was admitted is never dropped because a broker is away. Without a time of its own, for an
     * attempt given up is still on its way: the channel answers each one, at the latest at {@code delivery.timeout.ms}, and only then
     * there is reason for another copy.
     */
    Uni<Void> untilDurable(OutgoingRecord event) {
        return sent(event)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Not written to %s, trying again: id=%s, cause=%s",
                        topic, event.id(), failure.getClass().getSimpleName()))
                .onFailure(failure -> !stopping.get() && !(failure instanceof RecordTooLargeException))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private Uni<Void> sent(OutgoingRecord event) {
        return Uni.createFrom().deferred(() -> channel.sendMessage(event.toMessage()));
    }

    /** From now on a failed write is not tried again: the record it answers stays unacknowledged, for another replica. */
    void stop() {
        stopping.set(true);
    }
}
