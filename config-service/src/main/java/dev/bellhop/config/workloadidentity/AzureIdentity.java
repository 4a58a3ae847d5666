package dev.bellhop.config.workloadidentity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the client id names; the exchange is the same, the setting up of the trust is not. */
public enum AzureIdentity {
    @JsonProperty("application")
    APPLICATION,
    @JsonProperty("managed_identity")
    MANAGED_IDENTITY
}
