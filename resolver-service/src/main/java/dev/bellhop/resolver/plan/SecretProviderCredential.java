package dev.bellhop.resolver.plan;

import java.time.Instant;
import java.util.UUID;

/**
 * A vault and how to authenticate to it, as the plan carries it.
 *
 * @param revision grows with every change; part of the key of everything derived from this credential
 * @param provider {@code azure_key_vault}
 * @param authentication {@code workload_identity} or {@code client_secret}
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

    /** Whether it authenticates by a secret of its own, kept by config-service. */
    public boolean bySecret() {
        return "client_secret".equals(authentication);
    }

    /**
     * @param vaultUrl as the organization wrote it; null when it left it out
     * @param tenantId with {@code client_secret} only, as are the next two: the Entra tenant
     * @param clientId of the app registration the secret belongs to
     * @param cloud {@code public}, {@code usgov} or {@code china}
     */
    public record Azure(String vaultUrl, String tenantId, String clientId, String cloud) {
        /** A vault read by workload identity. */
        public static Azure vault(String vaultUrl) {
            return new Azure(vaultUrl, null, null, null);
        }
    }
}
