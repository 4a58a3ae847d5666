package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.delivery.AuditTrail;
import dev.bellhop.resolver.delivery.Results;
import dev.bellhop.resolver.kickoff.PartitionsHeld.TakenAway;
import dev.bellhop.resolver.resolution.Kickoff;
import dev.bellhop.resolver.resolution.Outcome;
import dev.bellhop.resolver.resolution.Resolution;
import dev.bellhop.resolver.resolution.Slots;
import dev.bellhop.resolver.resolution.TimeLimit;
import dev.bellhop.resolver.resolution.TimeLimit.Receipt;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow.Subscriber;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
    private final Burial burial;
    private final KickoffsHeld held;
    private final PartitionsHeld partitions;

    KickoffConsumer(
            Admission admission,
            Resolution resolution,
            Slots slots,
            TimeLimit timeLimit,
            Results results,
            AuditTrail audit,
            Burial burial,
            KickoffsHeld held,
            PartitionsHeld partitions) {
        this.admission = admission;
        this.resolution = resolution;
        this.slots = slots;
        this.timeLimit = timeLimit;
        this.results = results;
        this.audit = audit;
        this.burial = burial;
        this.held = held;
        this.partitions = partitions;
    }

    /** Asked once per consumer of the channel. */
    @Incoming("kickoffs")
    Subscriber<Message<byte[]>> kickoffs() {
        return held.intake(this::handle);
    }

    private Uni<Void> handle(Message<byte[]> message) {
        ConsumerRecord<byte[], byte[]> record = recordOf(message);
        Receipt receipt = timeLimit.receipt();
        int tenure = partitions.tenure(record);
        held.received(receipt);
        return admission
                .admit(record, receipt, held::stopping)
                .chain(kickoff -> slots.in(
                        kickoff.organization(),
                        () -> partitions.stillOurs(record, tenure)
                                ? resolve(kickoff)
                                : Uni.createFrom().failure(TakenAway::new)))
                .onFailure(failure -> !held.stopping() && !(failure instanceof TakenAway))
                .recoverWithUni(failure -> burial.bury(record, receipt.at(), failure))
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
        return (outcome.recorded() ? published : published.chain(() -> audit.recordAtLast(outcome.audit())))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() ->
                        releaseInShort(outcome.undeliverable(timeLimit.receipt().at())));
    }

    /** The results topic takes less than the largest result: the kickoff still ends as one, and the audit says that it failed. */
    private Uni<Void> releaseInShort(Outcome outcome) {
        LOG.errorf(
                "The results topic refused a result as too large, look at its max.message.bytes: kickoffId=%s",
                outcome.kickoff().id());
        return results.publish(outcome.document()).chain(() -> audit.recordAtLast(outcome.audit()));
    }

    /** Acknowledgement of one that has ended failed, its partition is another's now, or this replica stops. */
    private Uni<Void> handBack(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        LOG.logf(
                held.stopping() || failure instanceof TakenAway ? Logger.Level.DEBUG : Logger.Level.ERROR,
                "Left unacknowledged: partition=%d, offset=%d, %s",
                record.partition(),
                record.offset(),
                failure.getClass().getName());
        return Uni.createFrom().voidItem();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> recordOf(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("a Kafka channel's message has its record"))
                .getRecord();
    }
}
