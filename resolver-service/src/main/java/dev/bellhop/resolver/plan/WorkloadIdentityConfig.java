package dev.bellhop.resolver.plan;

import java.time.Instant;
import java.util.UUID;

/**
 * The link from an organization (or an automation) to an identity in a cloud, as the plan carries it.
 *
 * @param revision grows with every change; part of the key of everything derived from this config
 * @param cloudProvider {@code azure}
 * @param audience of the subject token, as the cloud expects it
 * @param subjectScope {@code organization} or {@code automation}: whose subject is presented
 * @param azure null for other clouds
 */
public record WorkloadIdentityConfig(
        UUID id,
        String name,
        long revision,
        Instant updatedAt,
        boolean enabled,
        String cloudProvider,
        String audience,
        String subjectScope,
        Azure azure) {

    /** Whether each automation presents a subject of its own. */
    public boolean perAutomation() {
        return "automation".equals(subjectScope);
    }

    /**
     * @param tenantId Entra tenant, a GUID
     * @param clientId of the app registration or user-assigned managed identity
     * @param identity {@code application} or {@code managed_identity}: decides how it is mended, not how it is used
     * @param cloud {@code public}, {@code usgov} or {@code china}
     */
    public record Azure(String tenantId, String clientId, String identity, String cloud) {}
}
