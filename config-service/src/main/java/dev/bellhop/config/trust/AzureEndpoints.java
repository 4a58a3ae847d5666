package dev.bellhop.config.trust;

import dev.bellhop.config.workloadidentity.AzureCloud;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a cloud of Microsoft is administered; the names of one mean nothing in another.
 *
 * @param name as {@code az cloud set} takes it
 * @param environment as Terraform's providers take it
 * @param vaultTokenScope what an access token for the vault is asked for
 */
@Schema(name = "AzureEndpoints")
record AzureEndpoints(
        String name,
        String environment,
        String authority,
        String vaultTokenScope,
        String graph,
        String resourceManager) {

    static AzureEndpoints of(AzureCloud cloud) {
        return switch (cloud) {
            case PUBLIC ->
                new AzureEndpoints(
                        "AzureCloud",
                        "public",
                        "https://login.microsoftonline.com",
                        "https://vault.azure.net/.default",
                        "https://graph.microsoft.com",
                        "https://management.azure.com");
            case USGOV ->
                new AzureEndpoints(
                        "AzureUSGovernment",
                        "usgovernment",
                        "https://login.microsoftonline.us",
                        "https://vault.usgovcloudapi.net/.default",
                        "https://graph.microsoft.us",
                        "https://management.usgovcloudapi.net");
            case CHINA ->
                new AzureEndpoints(
                        "AzureChinaCloud",
                        "china",
                        "https://login.partner.microsoftonline.cn",
                        "https://vault.azure.cn/.default",
                        "https://microsoftgraph.chinacloudapi.cn",
                        "https://management.chinacloudapi.cn");
        };
    }
}
