package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.delivery.DeadLetter;
import dev.bellhop.resolver.delivery.DeadLetters;
import dev.bellhop.resolver.diagnosis.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The end of a record that was not admitted. Whatever goes wrong with its letter, it ends as one: a record that neither ends nor is
 * acknowledged would hold up its partition's offset for good.
 */
@ApplicationScoped
class Burial {
    private static final Logger LOG = Logger.getLogger(Burial.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Function<DeadLetter, Uni<Void>> letters;
    private final KickoffConfig config;
    private final KickoffsHeld held;

    @Inject
    Burial(DeadLetters letters, KickoffConfig config, KickoffsHeld held) {
        this(letters::publish, config, held);
    }

    Burial(Function<DeadLetter, Uni<Void>> letters, KickoffConfig config, KickoffsHeld held) {
        this.letters = letters;
        this.config = config;
        this.held = held;
    }

    /** Fails only while this replica stops. */
    Uni<Void> bury(ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Throwable failure) {
        Refusal refusal = failure instanceof Refusal known ? known : unforeseen(record, failure);
        return Uni.createFrom()
                .deferred(() ->
                        letters.apply(DeadLetterForm.of(record, refusal, receivedAt, config.deadLetterPayloadBytes())))
                .invoke(() -> buried(record, refusal))
                .onFailure(unburied -> !held.stopping())
                .recoverWithUni(unburied -> buryBare(record, receivedAt, unburied));
    }

    /** Without anything of the record itself, whose contents may be why the letter failed. */
    private Uni<Void> buryBare(ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Throwable failure) {
        Refusal refusal = unforeseen(record, failure);
        return Uni.createFrom()
                .deferred(() -> letters.apply(DeadLetterForm.bare(record, refusal, receivedAt)))
                .onFailure()
                .invoke(again -> unforeseen(record, again))
                .onFailure(again -> !held.stopping())
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(() -> buried(record, refusal));
    }

    private void buried(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
        held.buried(refusal.reason());
        LOG.warnf(
                "Kickoff record refused: reason=%s, code=%s, partition=%d, offset=%d",
                refusal.reason().code(),
                refusal.code() == null ? "none" : refusal.code(),
                record.partition(),
                record.offset());
    }

    private static Refusal unforeseen(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        UUID correlation = UUID.randomUUID();
        LOG.errorf(
                "Internal error: correlationId=%s, partition=%d, offset=%d, %s at %s",
                correlation,
                record.partition(),
                record.offset(),
                failure.getClass().getName(),
                failure.getStackTrace().length == 0 ? "unknown" : failure.getStackTrace()[0]);
        return new Refusal(Reason.INTERNAL_ERROR, correlation.toString(), List.of());
    }
}
