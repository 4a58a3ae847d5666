package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a vault is told who reads it. */
public enum Authentication {
    /** By a token of our issuer, exchanged at the cloud: nothing is stored. */
    @JsonProperty("workload_identity")
    WORKLOAD_IDENTITY,
    /** By an application's own secret, sealed here: for clouds and tenants that allow no federation. */
    @JsonProperty("client_secret")
    CLIENT_SECRET
}
