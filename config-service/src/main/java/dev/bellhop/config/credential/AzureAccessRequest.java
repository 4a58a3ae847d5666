package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.bellhop.config.encryption.Plaintext;
import dev.bellhop.config.problem.Checks;
import dev.bellhop.config.workloadidentity.AzureCloud;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The Azure side of a credential, as an admin writes it.
 *
 * @param vaultUrl {@code https://<vault>.vault.azure.net}, or the suffix of the cloud
 * @param tenantId of a client secret only: directory (tenant) id
 * @param clientId of a client secret only: application (client) id
 * @param clientSecret never shown again. At replacement absent or blank: as it was
 * @param cloud of a client secret only; public where absent
 */
@Schema(name = "AzureAccessRequest")
@JsonIgnoreProperties("hasClientSecret")
record AzureAccessRequest(
        String vaultUrl,
        UUID tenantId,
        UUID clientId,

        @Schema(type = SchemaType.STRING, implementation = String.class, writeOnly = true)
        Plaintext clientSecret,

        AzureCloud cloud) {

    private static final UUID NIL = new UUID(0, 0);
    private static final int MAX_SECRET = 1024;

    /** What stands for an object that was not sent. */
    static final AzureAccessRequest NOTHING = new AzureAccessRequest(null, null, null, null, null);

    AzureAccessRequest {
        vaultUrl = vaultUrl == null || vaultUrl.isEmpty() ? null : vaultUrl;
        clientSecret = clientSecret == null || clientSecret.reveal().isBlank() ? null : clientSecret;
    }

    /** The rules of a credential that authenticates by workload identity: its config has all but the vault. */
    void checkForWorkloadIdentity(Checks checks) {
        String nothing = "nothing: the workload identity config has it";
        checks.require(tenantId == null, "azure.tenantId", nothing);
        checks.require(clientId == null, "azure.clientId", nothing);
        checks.require(cloud == null, "azure.cloud", nothing);
        checks.require(clientSecret == null, "azure.clientSecret", "nothing, or authentication client_secret");
    }

    /** @param creation whether there is no stored secret that an absent one would leave */
    void checkForClientSecret(Checks checks, boolean creation) {
        checks.require(
                tenantId != null && !tenantId.equals(NIL),
                "azure.tenantId",
                "the directory (tenant) id, a GUID",
                "az account show --query tenantId -o tsv");
        checks.require(
                clientId != null && !clientId.equals(NIL),
                "azure.clientId",
                "the application (client) id, a GUID; not the object id",
                "az ad app list --display-name <name> --query [].appId -o tsv");
        checks.require(!creation || clientSecret != null, "azure.clientSecret", "the application's client secret");
        checks.require(
                clientSecret == null || isSecret(clientSecret.reveal()),
                "azure.clientSecret",
                "at most " + MAX_SECRET
                        + " visible ASCII characters, without blanks or line breaks: the secret's value, not its id",
                "az ad app credential reset --id <client id> --append --query password -o tsv");
    }

    /** Before it is known which cloud is meant. */
    void checkVaultUrl(Checks checks) {
        String complaint = vaultUrl == null ? null : VaultUrl.complaint(vaultUrl);
        checks.require(complaint == null, "azure.vaultUrl", complaint, VaultUrls.FIX);
    }

    AzureCloud cloudOrPublic() {
        return cloud == null ? AzureCloud.PUBLIC : cloud;
    }

    private static boolean isSecret(String text) {
        return text.length() <= MAX_SECRET && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
