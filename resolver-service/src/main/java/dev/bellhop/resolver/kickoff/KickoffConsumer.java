package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.delivery.AuditTrail;
import dev.bellhop.resolver.delivery.DeadLetters;
import dev.bellhop.resolver.delivery.Results;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.resolution.Kickoff;
import dev.bellhop.resolver.resolution.Outcome;
import dev.bellhop.resolver.resolution.Resolution;
import dev.bellhop.resolver.resolution.Slots;
import dev.bellhop.resolver.resolution.TimeLimit;
import dev.bellhop.resolver.resolution.TimeLimit.Receipt;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Flow.Subscriber;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Records of {@code bellhop.kickoffs} in, acknowledged once each has ended as a result or as a dead letter. Nothing leaves here as a
 * failure: one would end the stream for all. What cannot be ended because this replica stops stays unacknowledged, for another one.
 */
@ApplicationScoped
class KickoffConsumer {
    private static final Logger LOG = Logger.getLogger(KickoffConsumer.class);

    private final Admission admission;
    private final Resolution resolution;
    private final Slots slots;
    private final TimeLimit timeLimit;
    private final Results results;
    private final AuditTrail audit;
    private final DeadLetters deadLetters;
    private final KickoffConfig config;
    private final KickoffsHeld held;

    KickoffConsumer(
            Admission admission,
            Resolution resolution,
            Slots slots,
            TimeLimit timeLimit,
            Results results,
            AuditTrail audit,
            DeadLetters deadLetters,
            KickoffConfig config,
            KickoffsHeld held) {
        this.admission = admission;
        this.resolution = resolution;
        this.slots = slots;
        this.timeLimit = timeLimit;
        this.results = results;
        this.audit = audit;
        this.deadLetters = deadLetters;
        this.config = config;
        this.held = held;
    }

    /** Asked once per consumer of the channel. */
    @Incoming("kickoffs")
    Subscriber<Message<byte[]>> kickoffs() {
        return held.intake(this::handle);
    }

    private Uni<Void> handle(Message<byte[]> message) {
        ConsumerRecord<byte[], byte[]> record = recordOf(message);
        Receipt receipt = timeLimit.receipt();
        held.received(receipt);
        return admission
                .admit(record, receipt, held::stopping)
                .chain(kickoff -> slots.in(kickoff.organization(), () -> resolve(kickoff)))
                .onFailure(failure -> !held.stopping())
                .recoverWithUni(failure -> bury(record, receipt, failure))
                .chain(() -> Uni.createFrom().completionStage(message::ack))
                .onFailure()
                .recoverWithUni(failure -> handBack(record, failure))
                .onTermination()
                .invoke(() -> held.ended(receipt));
    }

    private Uni<Void> resolve(Kickoff kickoff) {
        return resolution.resolve(kickoff).chain(this::release);
    }

    /** A result that may leave, or one that says that nothing may; the latter's record is then still owed. */
    private Uni<Void> release(Outcome outcome) {
        Uni<Void> published = results.publish(outcome.document());
        return outcome.recorded() ? published : published.chain(() -> audit.recordAtLast(outcome.audit()));
    }

    private Uni<Void> bury(ConsumerRecord<byte[], byte[]> record, Receipt receipt, Throwable failure) {
        Refusal refusal = failure instanceof Refusal known ? known : unforeseen(record, failure);
        return deadLetters
                .publish(DeadLetterForm.of(record, refusal, receipt.at(), config.deadLetterPayloadBytes()))
                .invoke(() -> {
                    held.buried(refusal.reason());
                    LOG.warnf(
                            "Kickoff record refused: reason=%s, code=%s, partition=%d, offset=%d",
                            refusal.reason().code(),
                            refusal.code() == null ? "none" : refusal.code(),
                            record.partition(),
                            record.offset());
                });
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

    private static Uni<Void> handBack(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        LOG.debugf(
                "Left for another replica: partition=%d, offset=%d, %s",
                record.partition(), record.offset(), failure.getClass().getSimpleName());
        return Uni.createFrom().voidItem();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> recordOf(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("a Kafka channel's message has its record"))
                .getRecord();
    }
}
