package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.config.problem.Checks;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A secret provider credential as an admin writes it. What answers show beyond it may be sent back and is not read.
 *
 * @param id absent, or at replacement the one in the address
 * @param workloadIdentityConfigId where absent, the default config of the provider's cloud is taken and kept
 * @param azure may be absent until the vault exists; resolving then fails and says so
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
        AzureVault azure,
        @JsonProperty("default") Boolean isDefault,
        Boolean enabled) {

    SecretProviderCredentialRequest {
        isDefault = isDefault != null && isDefault;
        enabled = enabled == null || enabled;
    }

    /** @param path the id in the address; null at creation, where we choose it */
    SecretProviderCredentialRequest checkedFor(UUID path) {
        Checks checks = new Checks();
        checks.id(id, path);
        checks.name("name", name);
        checks.require(provider != null, "provider", "azure_key_vault");
        checks.require(authentication != null, "authentication", "workload_identity");
        checks.done();
        return this;
    }

    /** @return null where none was given */
    String vaultUrl() {
        return azure == null || azure.vaultUrl() == null || azure.vaultUrl().isEmpty() ? null : azure.vaultUrl();
    }
}
