package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who had which secrets read for whom, in which version, and how it ended; never a value. Written for failed kickoffs too: what was
 * read before the failure was read. It is written before anything is released; where the write was in doubt and the environment was
 * withheld, a second record of the same kickoff says so.
 *
 * @param action {@code kickoff.resolve} or {@code kickoff.dry-run}
 * @param edge where it was asked for: {@code kafka} or {@code http}
 * @param outcome {@code resolved} or {@code failed}
 * @param recipient thumbprint of the key it is sealed to; absent without one
 * @param reads one entry per value, secret names included
 * @param problem of a failed kickoff
 * @param failures variables that failed, in short; optional ones of a resolved kickoff too
 */
public record AuditRecord(
        UUID auditId,
        Instant occurredAt,
        String action,
        String edge,
        String outcome,
        UUID kickoffId,
        UUID organizationId,
        UUID automationId,
        String kind,
        Caller caller,
        @JsonInclude(Include.NON_NULL) String recipient,
        Instant receivedAt,
        List<ManifestEntry> reads,
        @JsonInclude(Include.NON_NULL) FailureProblem problem,
        List<VariableProblem> failures)
        implements AuditEvent {

    public AuditRecord {
        reads = List.copyOf(reads);
        problem = problem == null ? null : problem.inShort();
        failures = failures.stream().map(VariableProblem::inShort).toList();
    }

    /** Who asked: the configured name of the caller, and its token's subject. */
    public record Caller(String name, String issuer, String subject) {
        public static Caller of(dev.bellhop.caller.Caller caller) {
            return new Caller(caller.name(), caller.issuer(), caller.subject());
        }
    }
}
