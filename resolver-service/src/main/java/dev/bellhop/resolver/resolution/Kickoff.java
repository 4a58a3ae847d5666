package dev.bellhop.resolver.resolution;

import dev.bellhop.caller.Caller;
import dev.bellhop.resolver.delivery.Recipient;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.fresh.Deadline;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of an automation that was admitted: its sender is proven, and may do this for the organization. It always gets a result.
 *
 * @param kind crew, flow, training, test, checkpoint-restore; others pass through
 * @param recipient the key the environment is sealed to; empty for a manifest only
 * @param inClear whether the caller is to have the environment in clear: HTTP only, where allowed
 * @param deadline of its upstream hops
 * @param dryRun whether it only says what would happen: everything is read, nothing is delivered
 * @param lateness why it fails without any upstream request; empty for most
 */
public record Kickoff(
        UUID id,
        UUID organization,
        UUID automation,
        String kind,
        Optional<Recipient> recipient,
        boolean inClear,
        Edge edge,
        Caller caller,
        Instant receivedAt,
        Deadline deadline,
        Optional<Diagnosis> lateness,
        boolean dryRun) {

    /** One in earnest. */
    public Kickoff(
            UUID id,
            UUID organization,
            UUID automation,
            String kind,
            Optional<Recipient> recipient,
            boolean inClear,
            Edge edge,
            Caller caller,
            Instant receivedAt,
            Deadline deadline,
            Optional<Diagnosis> lateness) {
        this(
                id,
                organization,
                automation,
                kind,
                recipient,
                inClear,
                edge,
                caller,
                receivedAt,
                deadline,
                lateness,
                false);
    }

    /** Where it was asked for. */
    public enum Edge {
        KAFKA("kafka"),
        HTTP("http");

        private final String code;

        Edge(String code) {
            this.code = code;
        }

        /** As written in audit records and metric labels. */
        public String code() {
            return code;
        }
    }
}
