package dev.bellhop.resolver.exchange;

import java.util.Optional;

/**
 * Azure's clouds. Host names, scope and audience are fixed here, in code: were they settings of a tenant, a tenant could have its
 * subject token sent to itself.
 */
public enum AzureCloud {
    PUBLIC(
            "login.microsoftonline.com",
            ".vault.azure.net",
            "https://vault.azure.net",
            "api://AzureADTokenExchange",
            "graph.microsoft.com",
            "management.azure.com"),
    USGOV(
            "login.microsoftonline.us",
            ".vault.usgovcloudapi.net",
            "https://vault.usgovcloudapi.net",
            "api://AzureADTokenExchangeUSGov",
            "graph.microsoft.us",
            "management.usgovcloudapi.net"),
    CHINA(
            "login.partner.microsoftonline.cn",
            ".vault.azure.cn",
            "https://vault.azure.cn",
            "api://AzureADTokenExchangeChina",
            "microsoftgraph.chinacloudapi.cn",
            "management.chinacloudapi.cn");

    private final String authorityHost;
    private final String vaultSuffix;
    private final String vaultResource;
    private final String audience;
    private final String graphHost;
    private final String managementHost;

    AzureCloud(
            String authorityHost,
            String vaultSuffix,
            String vaultResource,
            String audience,
            String graphHost,
            String managementHost) {
        this.authorityHost = authorityHost;
        this.vaultSuffix = vaultSuffix;
        this.vaultResource = vaultResource;
        this.audience = audience;
        this.graphHost = graphHost;
        this.managementHost = managementHost;
    }

    /** The cloud of this name in the API: {@code public}, {@code usgov}, {@code china}. */
    public static Optional<AzureCloud> named(String name) {
        return switch (name == null ? "" : name) {
            case "public" -> Optional.of(PUBLIC);
            case "usgov" -> Optional.of(USGOV);
            case "china" -> Optional.of(CHINA);
            default -> Optional.empty();
        };
    }

    /** Where tokens are issued. */
    public String authorityHost() {
        return authorityHost;
    }

    /** How the host of every vault ends, the dot included. */
    public String vaultSuffix() {
        return vaultSuffix;
    }

    /** The audience of access tokens for vaults. */
    public String vaultResource() {
        return vaultResource;
    }

    /** The scope to ask for: one slash, no vault's name. */
    public String vaultScope() {
        return vaultResource + "/.default";
    }

    /** Microsoft Graph, for what is said of a fix; nothing is asked there. */
    public String graphHost() {
        return graphHost;
    }

    /** Azure Resource Manager, for what is said of a fix; nothing is asked there. */
    public String managementHost() {
        return managementHost;
    }

    /** The audience of subject tokens, as federated credentials of this cloud have it. */
    public String audience() {
        return audience;
    }
}
