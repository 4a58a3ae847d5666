package dev.bellhop.config.variable;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a variable's value comes from. */
public enum Source {
    /** From here: typed in by an admin, sealed at rest. */
    @JsonProperty("direct")
    DIRECT,
    /** From the vault of whatever credential is the provider's default at the time of the kickoff. */
    @JsonProperty("default")
    DEFAULT,
    /** From the vault of one credential. */
    @JsonProperty("credential")
    CREDENTIAL
}
