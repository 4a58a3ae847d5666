package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.delivery.AuditRecord;
import dev.bellhop.resolver.delivery.Environment;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.delivery.Recipient;
import dev.bellhop.resolver.delivery.ResultDocument;
import dev.bellhop.resolver.delivery.VariableProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How a kickoff ended, and what is said about it: the result for the worker, the record for the auditor.
 *
 * @param secretsByIdentity how many secrets were read through each workload identity config; empty unless resolved
 * @param clear the environment itself, only for a caller that is to have it so
 * @param failure empty when resolved
 * @param problems of every variable that failed, optional ones included
 * @param recorded whether the audit record is durable
 */
public record Outcome(
        Kickoff kickoff,
        ResultDocument document,
        AuditRecord audit,
        Map<Identity, Integer> secretsByIdentity,
        Optional<Environment> clear,
        Optional<Diagnosis> failure,
        List<VariableProblem> problems,
        boolean recorded) {

    /** A workload identity config, as the log names it. */
    record Identity(UUID id, String cloudProvider) {}

    /**
     * @param leftOut optional variables that failed; the worker does without them, the auditor learns of them
     */
    static Outcome resolved(
            Kickoff kickoff,
            Environment environment,
            String sealed,
            Map<Identity, Integer> secrets,
            List<VariableProblem> leftOut,
            Instant now) {
        ResultDocument document = new ResultDocument.Resolved(
                kickoff.id(),
                kickoff.organization(),
                kickoff.automation(),
                "resolved",
                sealed,
                kickoff.receivedAt(),
                now,
                environment.manifest().stream()
                        .map(ManifestEntry::withoutSecretName)
                        .toList());
        return new Outcome(
                kickoff,
                document,
                audit(kickoff, now, environment.manifest(), null, leftOut),
                secrets,
                kickoff.inClear() ? Optional.of(environment) : Optional.empty(),
                Optional.empty(),
                leftOut,
                false);
    }

    /**
     * @param reads what had been read all the same
     * @param variables every variable that failed
     */
    static Outcome failed(
            Kickoff kickoff,
            Diagnosis diagnosis,
            List<ManifestEntry> reads,
            List<VariableProblem> variables,
            Instant now) {
        FailureProblem problem = FailureProblem.ofKickoff(diagnosis);
        ResultDocument document = new ResultDocument.Failed(
                kickoff.id(),
                kickoff.organization(),
                kickoff.automation(),
                "failed",
                kickoff.receivedAt(),
                now,
                problem,
                variables);
        return new Outcome(
                kickoff,
                document,
                audit(kickoff, now, reads, problem, variables),
                Map.of(),
                Optional.empty(),
                Optional.of(diagnosis),
                variables,
                false);
    }

    /** The audit record is durable: the document may leave. */
    Outcome nowRecorded() {
        return new Outcome(kickoff, document, audit, secretsByIdentity, clear, failure, problems, true);
    }

    /** The audit record could not be written in time: what was read is not released, and that is what remains to be recorded. */
    Outcome withheld(Instant now) {
        return failed(kickoff, Diagnosis.of(Reason.AUDIT_UNAVAILABLE), audit.reads(), audit.failures(), now);
    }

    /** The result is too large for its topic: what is left of it is that it failed, without the variables' own problems. */
    public Outcome undeliverable(Instant now) {
        Diagnosis diagnosis = failure.orElseGet(() -> Diagnosis.of(Reason.ENVIRONMENT_TOO_LARGE));
        Outcome failed = failed(kickoff, diagnosis, audit.reads(), List.of(), now);
        return new Outcome(
                kickoff,
                failed.document(),
                audit(kickoff, now, audit.reads(), FailureProblem.ofKickoff(diagnosis), audit.failures()),
                Map.of(),
                Optional.empty(),
                Optional.of(diagnosis),
                problems,
                false);
    }

    private static AuditRecord audit(
            Kickoff kickoff,
            Instant now,
            List<ManifestEntry> reads,
            FailureProblem problem,
            List<VariableProblem> failures) {
        return new AuditRecord(
                UUID.randomUUID(),
                now,
                kickoff.dryRun() ? "kickoff.dry-run" : "kickoff.resolve",
                kickoff.edge().code(),
                problem == null ? "resolved" : "failed",
                kickoff.id(),
                kickoff.organization(),
                kickoff.automation(),
                kickoff.kind(),
                AuditRecord.Caller.of(kickoff.caller()),
                kickoff.recipient().map(Recipient::thumbprint).orElse(null),
                kickoff.receivedAt(),
                reads,
                problem,
                failures);
    }
}
