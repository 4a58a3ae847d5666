package dev.bellhop.resolver.plan;

import java.time.Instant;
import java.util.UUID;

/**
 * A vault and how to authenticate to it, as the plan carries it.
 *
 * @param revision grows with every change; part of the key of everything derived from this credential
 * @param provider {@code azure_key_vault}
 * @param authentication {@code workload_identity}
 * @param workloadIdentityConfigId null when the authentication needs none
 * @param azure null for other providers
 */
public record SecretProviderCredential(
        UUID id,
        String name,
        long revision,
        Instant updatedAt,
        boolean enabled,
        String provider,
        String authentication,
        UUID workloadIdentityConfigId,
        Azure azure) {

    /**
     * @param vaultUrl as the organization wrote it; null when it left it out
     */
    public record Azure(String vaultUrl) {}
}
