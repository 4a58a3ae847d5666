package dev.bellhop.config.workloadidentity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/** Who the cloud sees: the organization, or each of its automations by itself. */
public enum SubjectScope {
    @JsonProperty("organization")
    ORGANIZATION,
    @JsonProperty("automation")
    AUTOMATION;

    /** The {@code sub} of the tokens; for automations with a place for the automation's id. */
    String subject(UUID organization) {
        String ofOrganization = "organization:" + organization;
        return this == ORGANIZATION ? ofOrganization : ofOrganization + ":automation:{automation}";
    }
}
