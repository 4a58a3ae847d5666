package dev.bellhop.resolver.exchange;

import java.util.Optional;

/**
 * Azure's clouds. Host names, scope and audience are fixed here, in code: were they settings of a tenant, a tenant could have its
 * subject token sent to itself.
 */
public enum AzureCloud {
    PUBLIC("login.microsoftonline.com", ".vault.azure.net", "https://vault.azure.net", "api://AzureADTokenExchange"),
    USGOV(
            "login.microsoftonline.us",
            ".vault.usgovcloudapi.net",
            "https://vault.usgovcloudapi.net",
            "api://AzureADTokenExchangeUSGov"),
    CHINA(
            "login.partner.microsoftonline.cn",
            ".vault.azure.cn",
            "https://vault.azure.cn",
            "api://AzureADTokenExchangeChina");

    private final String authorityHost;
    private final String vaultSuffix;
    private final String vaultResource;
    private final String audience;

    AzureCloud(String authorityHost, String vaultSuffix, String vaultResource, String audience) {
        this.authorityHost = authorityHost;
        this.vaultSuffix = vaultSuffix;
        this.vaultResource = vaultResource;
        this.audience = audience;
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

    /** The audience of subject tokens, as federated credentials of this cloud have it. */
    public String audience() {
        return audience;
    }
}
