package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.delivery.Environment;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.delivery.Fingerprints;
import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.delivery.ResultDocument;
import dev.bellhop.resolver.delivery.Results;
import dev.bellhop.resolver.delivery.Sealing;
import dev.bellhop.resolver.delivery.VariableProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.resolution.Outcome.Identity;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.variable.FailedVariable;
import dev.bellhop.resolver.variable.ResolvedVariable;
import dev.bellhop.resolver.variable.VariableOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whole or nothing: outcomes of single variables to one sealed environment, or to a failure that names every one that failed. */
@ApplicationScoped
class Assembly {
    /** With more the records about them outgrow the broker's limit. */
    static final int MOST_VARIABLES = 1_000;

    private final Fingerprints fingerprints;
    private final Sealing sealing;
    private final Results results;
    private final Clock clock;

    Assembly(Fingerprints fingerprints, Sealing sealing, Results results, Clock clock) {
        this.fingerprints = fingerprints;
        this.sealing = sealing;
        this.results = results;
        this.clock = clock;
    }

    Outcome assemble(Kickoff kickoff, ResolutionPlan plan, List<VariableOutcome> outcomes) {
        List<ResolvedVariable> resolved = only(outcomes, ResolvedVariable.class);
        List<FailedVariable> failed = only(outcomes, FailedVariable.class);
        List<ManifestEntry> manifest =
                resolved.stream().map(variable -> entry(kickoff, variable)).toList();
        if (failed.stream().anyMatch(FailedVariable::required)) {
            return Outcome.failed(kickoff, variablesFailed(failed), manifest, problems(failed), clock.instant());
        }
        try {
            Environment environment = new Environment(
                    kickoff.id(), kickoff.organization(), kickoff.automation(), values(resolved), manifest);
            String sealed = kickoff.recipient()
                    .map(recipient -> sealing.seal(environment, recipient))
                    .orElse(null);
            Outcome outcome = Outcome.resolved(
                    kickoff, environment, sealed, byIdentity(plan, resolved), problems(failed), clock.instant());
            if (outcome.document() instanceof ResultDocument.Resolved document && !results.fits(document)) {
                throw new ResolutionException(Diagnosis.of(Reason.ENVIRONMENT_TOO_LARGE));
            }
            return outcome;
        } catch (RuntimeException notSealed) {
            Diagnosis diagnosis = Failures.diagnosisOf(notSealed, kickoff.id());
            return Outcome.failed(kickoff, diagnosis, manifest, List.of(), clock.instant());
        }
    }

    private ManifestEntry entry(Kickoff kickoff, ResolvedVariable variable) {
        String name = variable.credentialId() == null || variable.secretName() == null
                ? variable.key()
                : variable.secretName();
        return new ManifestEntry(
                variable.key(),
                variable.credentialId(),
                variable.secretName(),
                variable.version(),
                variable.updatedAt(),
                variable.expiresAt(),
                variable.readStartedAt().truncatedTo(ChronoUnit.MILLIS),
                variable.readMillis(),
                fingerprints.of(kickoff.organization(), variable.credentialId(), name, variable.value()),
                variable.warnings());
    }

    private static Diagnosis variablesFailed(List<FailedVariable> failed) {
        String keys = failed.stream()
                .filter(FailedVariable::required)
                .map(FailedVariable::key)
                .collect(Collectors.joining(", "));
        boolean retryable = failed.stream()
                .filter(FailedVariable::required)
                .allMatch(one -> one.diagnosis().retryable());
        return Diagnosis.of(Reason.VARIABLES_FAILED)
                .because("Failed: " + keys + ".")
                .retryable(retryable);
    }

    private static List<VariableProblem> problems(List<FailedVariable> failed) {
        return failed.stream()
                .map(one -> new VariableProblem(one.key(), FailureProblem.ofVariable(one.diagnosis())))
                .toList();
    }

    private static Map<String, SecretText> values(List<ResolvedVariable> resolved) {
        Map<String, SecretText> values = new LinkedHashMap<>();
        resolved.forEach(variable -> values.put(variable.key(), variable.value()));
        return values;
    }

    private static Map<Identity, Integer> byIdentity(ResolutionPlan plan, List<ResolvedVariable> resolved) {
        Map<Identity, Integer> counts = new LinkedHashMap<>();
        for (ResolvedVariable variable : resolved) {
            identity(plan, variable.workloadIdentityConfigId()).ifPresent(one -> counts.merge(one, 1, Integer::sum));
        }
        return counts;
    }

    private static Optional<Identity> identity(ResolutionPlan plan, UUID id) {
        return plan.workloadIdentityConfig(id)
                .map(WorkloadIdentityConfig::cloudProvider)
                .map(provider -> new Identity(id, provider));
    }

    private static <T> List<T> only(List<VariableOutcome> outcomes, Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
