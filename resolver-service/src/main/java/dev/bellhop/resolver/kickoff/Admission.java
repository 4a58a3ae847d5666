package dev.bellhop.resolver.kickoff;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.CallerException;
import dev.bellhop.caller.CallerTokens;
import dev.bellhop.caller.Edge;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.resolution.Kickoff;
import dev.bellhop.resolver.resolution.TimeLimit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Which record becomes a kickoff: its headers are those of a CloudEvent, its token proves a caller, its data is what it should be,
 * and the token was issued for exactly that. In this order, so that data of unproven origin is not even parsed.
 */
@ApplicationScoped
class Admission {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Proof proof;
    private final KickoffConfig config;

    @Inject
    Admission(CallerTokens callers, KickoffConfig config) {
        this((token, at) -> callers.verify(token, at, Edge.KAFKA), config);
    }

    Admission(Proof proof, KickoffConfig config) {
        this.proof = proof;
        this.config = config;
    }

    /** Proves whom a token speaks for, its times judged at the moment given; fails with {@link CallerException}. */
    interface Proof {
        Uni<Caller> of(String token, Instant at);
    }

    /** Fails with {@link Refusal}. An issuer whose keys cannot be had is asked again for a while, unless we are stopping. */
    Uni<Kickoff> admit(ConsumerRecord<byte[], byte[]> record, TimeLimit.Receipt receipt, BooleanSupplier stopping) {
        return Uni.createFrom().deferred(() -> {
            if (record.value() != null && record.value().length > config.maxPayloadBytes()) {
                throw Refusal.malformed("body", "at most " + config.maxPayloadBytes() + " bytes", null);
            }
            KickoffHeaders headers = KickoffHeaders.of(record.headers());
            return caller(headers, judgedAt(record, receipt), stopping)
                    .map(caller -> kickoff(record, headers, caller, receipt));
        });
    }

    private Uni<Caller> caller(KickoffHeaders headers, Instant at, BooleanSupplier stopping) {
        return Uni.createFrom()
                .deferred(() -> proof.of(headers.token(), at))
                .onFailure(failure -> passing(failure) && !stopping.getAsBoolean())
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(config.keysPatience().toMillis())
                .onFailure(Admission::exhausted)
                .transform(Throwable::getCause)
                .onFailure(CallerException.class)
                .transform(failure -> refusal((CallerException) failure));
    }

    private Kickoff kickoff(
            ConsumerRecord<byte[], byte[]> record, KickoffHeaders headers, Caller caller, TimeLimit.Receipt receipt) {
        KickoffEvent event = KickoffEvent.parse(record.value(), config.maxPayloadBytes());
        if (!headers.id().equals(event.kickoffId())) {
            throw Refusal.malformed("ce_id", "the event's kickoffId", null);
        }
        GrantBinding.check(caller, event, config.requireBoundRecipient());
        return new Kickoff(
                event.kickoffId(),
                event.organizationId(),
                event.automationId(),
                event.kind(),
                event.recipient(),
                false,
                Kickoff.Edge.KAFKA,
                caller,
                receipt.at(),
                receipt.deadline(event.deadline()),
                lateness(record, receipt.at()));
    }

    /** A broker's own time stamp says when the token was presented; a producer's says what the producer likes. */
    private static Instant judgedAt(ConsumerRecord<byte[], byte[]> record, TimeLimit.Receipt receipt) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(record.timestamp())
                : receipt.at();
    }

    private Optional<Diagnosis> lateness(ConsumerRecord<byte[], byte[]> record, Instant receivedAt) {
        if (record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE) {
            return Optional.empty();
        }
        Duration age = Duration.between(Instant.ofEpochMilli(record.timestamp()), receivedAt);
        return age.compareTo(config.maxAge()) > 0
                ? Optional.of(Diagnosis.of(Reason.KICKOFF_TOO_OLD))
                : Optional.empty();
    }

    private static boolean passing(Throwable failure) {
        return failure instanceof CallerException caller && caller.retryable();
    }

    /** Whether the retries ended by their time: what they were for is the cause then. */
    private static boolean exhausted(Throwable failure) {
        return !(failure instanceof CallerException) && failure.getCause() instanceof CallerException;
    }

    private static Refusal refusal(CallerException failure) {
        return Refusal.unauthenticated(
                failure.reason().code(),
                "a token of a trusted issuer for the audience bellhop-kickoff, valid now",
                null);
    }
}
