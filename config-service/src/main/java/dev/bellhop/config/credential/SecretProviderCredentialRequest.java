package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.config.problem.CheckedBody;
import dev.bellhop.config.problem.Checks;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A secret provider credential as an admin writes it. What answers show beyond it may be sent back and is not read.
 *
 * @param id absent, or at replacement the one in the address
 * @param workloadIdentityConfigId of workload_identity only: where absent, the default config of the provider's cloud is taken and kept
 * @param azure with workload_identity it may be absent until the vault exists; resolving then fails and says so
 * @param isDefault whether it becomes the default of its provider; false where absent
 * @param enabled true where absent
 */
@Schema(
        name = "SecretProviderCredentialRequest",
        requiredProperties = {"name", "provider", "authentication"})
@JsonIgnoreProperties({"revision", "createdAt", "updatedAt"})
record SecretProviderCredentialRequest(
        UUID id,
        @Schema(minLength = 1, maxLength = 120) String name,
        SecretProvider provider,
        Authentication authentication,
        UUID workloadIdentityConfigId,
        AzureAccessRequest azure,
        @JsonProperty("default") Boolean isDefault,
        Boolean enabled)
        implements CheckedBody {

    SecretProviderCredentialRequest {
        azure = azure == null ? AzureAccessRequest.NOTHING : azure;
        isDefault = isDefault != null && isDefault;
        enabled = enabled == null || enabled;
    }

    @Override
    public void check(Checks checks, UUID path) {
        checks.id(id, path);
        checks.name("name", name);
        azure.checkVaultUrl(checks);
        checks.require(provider != null, "provider", "azure_key_vault");
        if (checks.require(authentication != null, "authentication", "workload_identity or client_secret")) {
            switch (authentication) {
                case WORKLOAD_IDENTITY -> azure.checkForWorkloadIdentity(checks);
                case CLIENT_SECRET -> {
                    checks.require(
                            workloadIdentityConfigId == null,
                            "workloadIdentityConfigId",
                            "nothing: a client secret needs no workload identity");
                    azure.checkForClientSecret(checks, path == null);
                }
            }
        }
    }
}
