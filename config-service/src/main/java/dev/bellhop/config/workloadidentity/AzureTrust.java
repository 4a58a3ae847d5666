package dev.bellhop.config.workloadidentity;

import dev.bellhop.config.problem.Checks;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The Entra side of a workload identity config.
 *
 * @param tenantId directory (tenant) id
 * @param clientId application (client) id of the app registration or user-assigned managed identity
 * @param identity application where absent
 * @param cloud public where absent
 */
@Schema(
        name = "AzureWorkloadIdentity",
        requiredProperties = {"tenantId", "clientId"})
record AzureTrust(UUID tenantId, UUID clientId, AzureIdentity identity, AzureCloud cloud) {
    private static final UUID NIL = new UUID(0, 0);

    AzureTrust {
        identity = identity == null ? AzureIdentity.APPLICATION : identity;
        cloud = cloud == null ? AzureCloud.PUBLIC : cloud;
    }

    void check(Checks checks) {
        checks.require(
                tenantId != null && !tenantId.equals(NIL),
                "azure.tenantId",
                "the directory (tenant) id, a GUID",
                "az account show --query tenantId -o tsv");
        checks.require(
                clientId != null && !clientId.equals(NIL),
                "azure.clientId",
                "the application (client) id, a GUID; not the object id",
                identity == AzureIdentity.APPLICATION
                        ? "az ad app list --display-name <name> --query [].appId -o tsv"
                        : "az identity show --name <name> --resource-group <group> --query clientId -o tsv");
    }
}
