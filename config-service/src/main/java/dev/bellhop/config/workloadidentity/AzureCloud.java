package dev.bellhop.config.workloadidentity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The separate clouds of Microsoft; host names and audiences of one mean nothing in another. */
public enum AzureCloud {
    @JsonProperty("public")
    PUBLIC("api://AzureADTokenExchange", ".vault.azure.net"),
    @JsonProperty("usgov")
    USGOV("api://AzureADTokenExchangeUSGov", ".vault.usgovcloudapi.net"),
    @JsonProperty("china")
    CHINA("api://AzureADTokenExchangeChina", ".vault.azure.cn");

    private final String audience;
    private final String vaultSuffix;

    AzureCloud(String audience, String vaultSuffix) {
        this.audience = audience;
        this.vaultSuffix = vaultSuffix;
    }

    /** The one audience a federated identity credential of this cloud takes by default; compared case-sensitively. */
    public String audience() {
        return audience;
    }

    /** What the host name of every key vault of this cloud ends in, with the leading dot. */
    public String vaultSuffix() {
        return vaultSuffix;
    }
}
