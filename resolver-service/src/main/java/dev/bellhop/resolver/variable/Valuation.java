package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.plan.DirectValues;
import dev.bellhop.resolver.plan.PlannedVariable;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.store.SecretVersion;
import dev.bellhop.resolver.variable.JsonValue.NotJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** From what was read to what each variable gets; no I/O. A default stands in for what does not exist, never for what failed. */
final class Valuation {
    private final ResolutionPlan plan;
    private final Map<PlannedRead, Outcome<SecretVersion>> reads;

    Valuation(ResolutionPlan plan, Map<PlannedRead, Outcome<SecretVersion>> reads) {
        this.plan = plan;
        this.reads = reads;
    }

    /** Whether any variable falls back on its default: only then are defaults asked for. */
    boolean needsDefaults() {
        return plan.variables().stream()
                .anyMatch(one -> !one.direct() && one.hasDefaultValue() && absent(extracted(one)));
    }

    /**
     * @param values direct values and defaults, if they were needed; null otherwise
     */
    List<VariableOutcome> outcomes(Outcome<DirectValues> values) {
        List<VariableOutcome> outcomes = new ArrayList<>();
        plan.variables().forEach(one -> outcomes.add(one.direct() ? direct(one, values) : read(one, values)));
        return outcomes;
    }

    private static VariableOutcome direct(PlannedVariable variable, Outcome<DirectValues> values) {
        return values.succeeded()
                ? fromConfig(variable, values.value().values(), values.value(), List.of())
                : failed(variable, values.diagnosis());
    }

    private VariableOutcome read(PlannedVariable variable, Outcome<DirectValues> values) {
        Outcome<SecretText> extracted = extracted(variable);
        if (extracted.succeeded()) {
            return resolved(
                    variable,
                    extracted.value(),
                    reads.get(PlannedRead.of(variable)).value());
        }
        if (!variable.hasDefaultValue() || !absent(extracted)) {
            return failed(variable, extracted.diagnosis());
        }
        if (!values.succeeded()) {
            return failed(variable, values.diagnosis());
        }
        List<String> warning =
                List.of("default value used: " + extracted.diagnosis().reason().code());
        return fromConfig(variable, values.value().defaultValues(), values.value(), warning);
    }

    private Outcome<SecretText> extracted(PlannedVariable variable) {
        Outcome<SecretVersion> read = reads.get(PlannedRead.of(variable));
        if (!read.succeeded()) {
            return Outcome.failed(read.diagnosis());
        }
        SecretText whole = read.value().value();
        if (variable.jsonPointer() == null) {
            return new Outcome<>(whole, null);
        }
        Map<String, String> facts =
                Map.of("variable", variable.key(), "secret", variable.secretName(), "pointer", variable.jsonPointer());
        try {
            Optional<SecretText> found = JsonValue.at(whole, variable.jsonPointer());
            return found.map(value -> new Outcome<>(value, null))
                    .orElseGet(() -> Outcome.failed(Diagnosis.of(Reason.JSON_KEY_NOT_FOUND, null, facts)));
        } catch (NotJsonException notJson) {
            return Outcome.failed(Diagnosis.of(Reason.SECRET_NOT_JSON, null, facts));
        }
    }

    private static boolean absent(Outcome<SecretText> extracted) {
        return extracted.failedBy(Reason.SECRET_NOT_FOUND) || extracted.failedBy(Reason.JSON_KEY_NOT_FOUND);
    }

    private ResolvedVariable resolved(PlannedVariable variable, SecretText value, SecretVersion read) {
        UUID identity = plan.credential(variable.credentialId())
                .map(SecretProviderCredential::workloadIdentityConfigId)
                .orElse(null);
        return new ResolvedVariable(
                variable.key(),
                value,
                variable.credentialId(),
                identity,
                variable.secretName(),
                read.version(),
                read.updatedAt(),
                read.expiresAt(),
                read.readStartedAt(),
                read.readMillis(),
                read.warnings());
    }

    private static VariableOutcome fromConfig(
            PlannedVariable variable, Map<String, SecretText> values, DirectValues read, List<String> warnings) {
        SecretText value = values.get(variable.key());
        if (value == null) {
            return failed(variable, Diagnosis.of(Reason.VALUE_MISSING, null, Map.of("variable", variable.key())));
        }
        return new ResolvedVariable(
                variable.key(),
                value,
                null,
                null,
                variable.secretName(),
                null,
                null,
                null,
                read.readStartedAt(),
                read.readMillis(),
                warnings);
    }

    private static FailedVariable failed(PlannedVariable variable, Diagnosis diagnosis) {
        return new FailedVariable(variable.key(), variable.required(), diagnosis);
    }
}
