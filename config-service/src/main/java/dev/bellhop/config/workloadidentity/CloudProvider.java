package dev.bellhop.config.workloadidentity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The clouds whose identities our subjects can become. */
public enum CloudProvider {
    @JsonProperty("azure")
    AZURE
}
