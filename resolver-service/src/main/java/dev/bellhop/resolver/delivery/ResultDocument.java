package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The end of a kickoff, as it stands on the results topic ({@code docs/events}). */
public sealed interface ResultDocument {
    /** The kickoff this is the result of, and the record's key. */
    UUID kickoffId();

    /** The CloudEvents type. */
    @JsonIgnore
    String eventType();

    /** When it was made. */
    @JsonIgnore
    Instant at();

    /**
     * Every variable was resolved.
     *
     * @param environment compact JWE; absent when the kickoff named no recipient
     */
    @JsonPropertyOrder({
        "kickoffId",
        "organizationId",
        "automationId",
        "status",
        "environment",
        "receivedAt",
        "resolvedAt",
        "manifest"
    })
    record Resolved(
            UUID kickoffId,
            UUID organizationId,
            UUID automationId,
            String status,
            @JsonInclude(Include.NON_NULL) String environment,
            Instant receivedAt,
            Instant resolvedAt,
            List<ManifestEntry> manifest)
            implements ResultDocument {

        @Override
        public String eventType() {
            return "dev.bellhop.kickoff.resolved.v1";
        }

        @Override
        public Instant at() {
            return resolvedAt;
        }
    }

    /**
     * No environment, and why.
     *
     * @param variables every variable that failed; empty when the failure lies before the variables
     */
    @JsonPropertyOrder({
        "kickoffId",
        "organizationId",
        "automationId",
        "status",
        "receivedAt",
        "failedAt",
        "problem",
        "variables"
    })
    record Failed(
            UUID kickoffId,
            UUID organizationId,
            UUID automationId,
            String status,
            Instant receivedAt,
            Instant failedAt,
            FailureProblem problem,
            List<VariableProblem> variables)
            implements ResultDocument {

        /** With every variable still named, but its problem in short. */
        Failed inShort() {
            return new Failed(
                    kickoffId,
                    organizationId,
                    automationId,
                    status,
                    receivedAt,
                    failedAt,
                    problem,
                    variables.stream().map(VariableProblem::inShort).toList());
        }

        @Override
        public String eventType() {
            return "dev.bellhop.kickoff.failed.v1";
        }

        @Override
        public Instant at() {
            return failedAt;
        }
    }
}
