package dev.bellhop.emulator.entra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Azure clouds and the names each one goes by (Microsoft, "National clouds" and the Key Vault and MSAL host tables). */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
public enum AzureCloud {
    PUBLIC(
            List.of("login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"),
            "vault.azure.net",
            "api://AzureADTokenExchange",
            "graph.microsoft.com",
            "management.azure.com",
            List.of("https://management.core.windows.net", "https://managedhsm.azure.net")),
    USGOV(
            List.of("login.microsoftonline.us", "login.usgovcloudapi.net"),
            "vault.usgovcloudapi.net",
            "api://AzureADTokenExchangeUSGov",
            "graph.microsoft.us",
            "management.usgovcloudapi.net",
            List.of("https://management.core.usgovcloudapi.net", "https://managedhsm.usgovcloudapi.net")),
    CHINA(
            List.of("login.partner.microsoftonline.cn", "login.chinacloudapi.cn"),
            "vault.azure.cn",
            "api://AzureADTokenExchangeChina",
            "microsoftgraph.chinacloudapi.cn",
            "management.chinacloudapi.cn",
            List.of("https://management.core.chinacloudapi.cn", "https://managedhsm.azure.cn"));

    /** Key Vault's application id, the same in every tenant; a token may carry it as its audience. */
    public static final String KEY_VAULT_APP_ID = "cfa8b339-82a2-471a-a3c9-0fc0be7a4093";

    private final List<String> authorityHosts;
    private final String vaultDomain;
    private final String exchangeAudience;
    private final String graphHost;
    private final String managementHost;
    private final List<String> otherResources;

    AzureCloud(
            List<String> authorityHosts,
            String vaultDomain,
            String exchangeAudience,
            String graphHost,
            String managementHost,
            List<String> otherResources) {
        this.authorityHosts = authorityHosts;
        this.vaultDomain = vaultDomain;
        this.exchangeAudience = exchangeAudience;
        this.graphHost = graphHost;
        this.managementHost = managementHost;
        this.otherResources = otherResources;
    }

    /** The cloud called {@code public}, {@code usgov} or {@code china}. */
    public static AzureCloud named(String name) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.label().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("cloud: expected public, usgov or china, got '" + name + "'"));
    }

    /** The cloud whose sign-in host this is. */
    public static Optional<AzureCloud> ofAuthorityHost(String host) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.authorityHosts.contains(host))
                .findFirst();
    }

    /** The cloud whose Microsoft Graph this is. */
    public static Optional<AzureCloud> ofGraphHost(String host) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.graphHost.equals(host))
                .findFirst();
    }

    /** The cloud whose Azure Resource Manager this is. */
    public static Optional<AzureCloud> ofManagementHost(String host) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.managementHost.equals(host))
                .findFirst();
    }

    /** The cloud under whose vault domain this host lies, one label deep. */
    public static Optional<AzureCloud> ofVaultHost(String host) {
        int dot = host.indexOf('.');
        return dot < 1
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(cloud -> host.substring(dot + 1).equals(cloud.vaultDomain))
                        .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Sign-in hosts, the preferred one first. */
    public List<String> authorityHosts() {
        return authorityHosts;
    }

    public String authorityHost() {
        return authorityHosts.get(0);
    }

    /** What stands behind a vault's name, without leading dot. */
    public String vaultDomain() {
        return vaultDomain;
    }

    /** Key Vault's resource id, and the {@code aud} of its tokens, without trailing slash. */
    public String vaultResource() {
        return "https://" + vaultDomain;
    }

    /** The audience Microsoft tells everyone to put into a federated identity credential. */
    public String exchangeAudience() {
        return exchangeAudience;
    }

    public String graphHost() {
        return graphHost;
    }

    public String managementHost() {
        return managementHost;
    }

    /** Microsoft Graph's resource id, and the {@code aud} of its tokens. */
    public String graphResource() {
        return "https://" + graphHost;
    }

    /** Whether a token of this audience, a slash at its end or not, is for Azure Resource Manager. */
    public boolean isManagementResource(String audience) {
        String bare = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        return bare.equals("https://" + managementHost) || bare.startsWith("https://management.core.");
    }

    /** Resources of other services that every tenant knows: their tokens are issued, and refused by Key Vault. */
    List<String> otherResources() {
        List<String> all = new ArrayList<>(otherResources);
        all.add(graphResource());
        all.add("https://" + managementHost);
        return all;
    }
}
