package dev.bellhop.resolver.plan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All that resolving an automation needs, but values: which variables, from which credential, by which identity. */
public record ResolutionPlan(
        UUID organizationId,
        UUID automationId,
        String automationName,
        List<WorkloadIdentityConfig> workloadIdentityConfigs,
        List<SecretProviderCredential> credentials,
        List<PlannedVariable> variables) {

    public ResolutionPlan {
        workloadIdentityConfigs = workloadIdentityConfigs == null ? List.of() : List.copyOf(workloadIdentityConfigs);
        credentials = credentials == null ? List.of() : List.copyOf(credentials);
        variables = variables == null ? List.of() : List.copyOf(variables);
    }

    /** The credential of this id, if the plan has it; empty for a null id too. */
    public Optional<SecretProviderCredential> credential(UUID id) {
        return credentials.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The workload identity config of this id, if the plan has it; empty for a null id too. */
    public Optional<WorkloadIdentityConfig> workloadIdentityConfig(UUID id) {
        return workloadIdentityConfigs.stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    /** Whether resolving needs {@code resolution-values} as well: a direct variable, or a default that may be called on. */
    public boolean needsValues() {
        return variables.stream().anyMatch(one -> one.direct() || one.hasDefaultValue());
    }
}
