package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.secret.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A variable and its value, with what a manifest says about it.
 *
 * @param credentialId null for a direct value and for a default
 * @param workloadIdentityConfigId null unless the value was read by workload identity
 * @param secretName as stored in the plan; null for a direct value
 * @param version the version that was read; null for a direct value and for a default
 * @param updatedAt when that version last changed, by the vault's clock; may be null
 * @param expiresAt when the secret is meant to be replaced; null when the vault does not say
 * @param readStartedAt wall time at which the read was handed to the network, for display
 * @param readMillis how long it took
 * @param warnings for the manifest: never a value
 */
public record ResolvedVariable(
        String key,
        SecretText value,
        UUID credentialId,
        UUID workloadIdentityConfigId,
        String secretName,
        String version,
        Instant updatedAt,
        Instant expiresAt,
        Instant readStartedAt,
        long readMillis,
        List<String> warnings)
        implements VariableOutcome {

    public ResolvedVariable {
        warnings = List.copyOf(warnings);
    }
}
