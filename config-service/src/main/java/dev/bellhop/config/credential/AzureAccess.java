package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.config.workloadidentity.AzureCloud;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The Azure side of a credential, as the API shows it.
 *
 * @param vaultUrl normalised; null until the admin knows it
 * @param tenantId of a client secret; with workload identity the config has it
 * @param hasClientSecret that there is a secret; never which
 */
@Schema(name = "AzureAccess")
@JsonInclude(Include.NON_NULL)
record AzureAccess(
        @JsonInclude(Include.ALWAYS) String vaultUrl,
        UUID tenantId,
        UUID clientId,
        AzureCloud cloud,
        Boolean hasClientSecret) {

    static AzureAccess of(SecretProviderCredential row) {
        return row.authentication() == Authentication.CLIENT_SECRET
                ? new AzureAccess(
                        row.azureVaultUrl(), row.azureTenantId(), row.azureClientId(), row.azureCloud(), Boolean.TRUE)
                : new AzureAccess(row.azureVaultUrl(), null, null, null, null);
    }
}
