package dev.bellhop.resolver.resolution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.delivery.ResultDocument;
import dev.bellhop.resolver.delivery.VariableProblem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a kickoff would get, by variable: each was read as for a kickoff, and its value let go.
 *
 * @param outcome {@code resolved} or {@code failed}: what the kickoff's would be
 * @param problem of one that would fail
 */
record DryRun(
        UUID kickoffId,
        UUID organizationId,
        UUID automationId,
        boolean dryRun,
        String outcome,
        @JsonInclude(Include.NON_NULL) FailureProblem problem,
        List<Variable> variables) {

    /**
     * @param outcome {@code resolved}, {@code failed}, or {@code left-out} for an optional one that failed where the kickoff would not
     * @param entry what the manifest would say, the secret's name included; absent unless resolved
     */
    record Variable(
            String key,
            String outcome,
            @JsonUnwrapped @JsonInclude(Include.NON_NULL) Entry entry,
            @JsonInclude(Include.NON_NULL) FailureProblem problem) {}

    /** A manifest entry without its key. */
    record Entry(
            UUID credentialId,
            String secretName,
            String version,
            Instant updatedAt,
            Instant expiresAt,
            Instant readStartedAt,
            long readMillis,
            String fingerprint,
            List<String> warnings) {
        static Entry of(ManifestEntry entry) {
            return new Entry(
                    entry.credentialId(),
                    entry.secretName(),
                    entry.version(),
                    entry.updatedAt(),
                    entry.expiresAt(),
                    entry.readStartedAt(),
                    entry.readMillis(),
                    entry.fingerprint(),
                    entry.warnings());
        }
    }

    static DryRun of(Outcome outcome) {
        boolean failed = outcome.failure().isPresent();
        FailureProblem problem =
                outcome.document() instanceof ResultDocument.Failed document ? document.problem() : null;
        Stream<Variable> read = outcome.audit().reads().stream()
                .map(entry -> new Variable(entry.key(), "resolved", Entry.of(entry), null));
        Stream<Variable> unread = outcome.problems().stream().map(one -> unread(one, failed));
        return new DryRun(
                outcome.kickoff().id(),
                outcome.kickoff().organization(),
                outcome.kickoff().automation(),
                true,
                failed ? "failed" : "resolved",
                problem,
                Stream.concat(read, unread).toList());
    }

    private static Variable unread(VariableProblem variable, boolean failed) {
        return new Variable(variable.key(), failed ? "failed" : "left-out", null, variable.problem());
    }
}
