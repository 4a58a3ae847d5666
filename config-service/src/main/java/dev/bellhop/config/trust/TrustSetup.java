package dev.bellhop.config.trust;

import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import dev.bellhop.config.workloadidentity.CloudProvider;
import dev.bellhop.config.workloadidentity.SubjectScope;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All that the cloud's side must be told, to the letter, with ready text.
 *
 * @param subjects a page of them; the ready text of {@code federatedCredentials} is for this page
 * @param nextCursor where the next page starts; null on the last one
 * @param terraformBase providers and look-ups that all Terraform texts stand on; once for a module
 * @param vaults the first twenty
 */
@Schema(name = "TrustSetup")
record TrustSetup(
        UUID workloadIdentityConfigId,
        CloudProvider cloudProvider,
        String issuer,
        String audience,
        SubjectScope subjectScope,
        Azure azure,
        List<TrustSubject> subjects,
        String nextCursor,
        SubjectBudget budget,
        String terraformBase,
        ReadyText federatedCredentials,
        List<VaultAccess> vaults,
        List<String> notes) {

    static final List<String> NOTES = List.of(
            "Clouds compare issuer, subject and audience letter by letter; a new federated credential takes up to some minutes to be"
                    + " seen everywhere, a role assignment up to five.",
            "Roles count on vaults in RBAC mode only: az keyvault show --name <vault> --query properties.enableRbacAuthorization",
            "Listing is judged at the vault: with roles at secrets alone, secret names cannot be offered and everything else works.");

    /** Who the subjects become. */
    @Schema(name = "TrustedAzureIdentity")
    record Azure(UUID tenantId, UUID clientId, AzureIdentity identity, AzureCloud cloud, AzureEndpoints endpoints) {}
}
