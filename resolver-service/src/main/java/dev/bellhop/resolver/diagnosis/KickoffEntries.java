package dev.bellhop.resolver.diagnosis;

import java.util.List;

/** Failures of the kickoff itself: its record, its sender, its time, and of what becomes of its environment. */
final class KickoffEntries {
    static final List<Entry> ALL = List.of(
            Entry.of(
                    Reason.KICKOFF_MALFORMED,
                    "The kickoff cannot be read",
                    "The record is no CloudEvent of type dev.bellhop.kickoff.requested.v1 in binary mode, or its data does not fit the schema.",
                    "Publish kickoffs as docs/events describes them; the dead letter names the record."),
            Entry.of(
                    Reason.KICKOFF_UNAUTHENTICATED,
                    "The kickoff is not authenticated",
                    "Presented: no kickoff grant in the authorization header, or one that does not verify. Expected: a grant of our issuer with audience bellhop-kickoff, valid when the record was appended.",
                    "Ask POST /oauth2/token of issuer-service for a grant with audience=bellhop-kickoff right before publishing, and send it as the header authorization: Bearer <grant>."),
            Entry.of(
                    Reason.KICKOFF_FORBIDDEN,
                    "The sender may not resolve this automation",
                    "The caller is known, and lacks kickoffs:resolve for the organization or automation of the kickoff.",
                    "Give the caller kickoffs:resolve for the organization (bellhop.callers settings)."),
            Entry.of(
                    Reason.KICKOFF_NOT_BOUND,
                    "The kickoff grant belongs to another kickoff",
                    "Presented: a grant whose organization, automation, kickoff id or recipient key differs from the event's. Expected: all four equal.",
                    "Ask for one grant per kickoff, with kickoff_id and recipient_jkt of exactly that event; do not copy or alter records."),
            Entry.of(
                    Reason.RECIPIENT_INVALID,
                    "The recipient's key cannot be used",
                    "Presented: a recipient that is no public P-256 key on the curve. Expected: a JWK with kty EC, crv P-256, x and y, and no d.",
                    "Send the public half of a fresh P-256 key as recipient."),
            Entry.of(
                    Reason.KICKOFF_TOO_OLD,
                    "The kickoff is too old",
                    "It waited longer than bellhop.kickoffs.max-age before a resolver saw it; whoever asked has given up by now.",
                    "Start the run again. If it happens often, add resolvers or look for what held them up (oldest kickoff in flight, consumer lag)."),
            Entry.of(
                    Reason.DEADLINE_EXCEEDED,
                    "The deadline passed",
                    "The kickoff's deadline came before the resolver was done.",
                    "Start the run again. If it happens often, compare the hops' latencies in the metrics, or send a later deadline (45 s at most)."),
            Entry.of(
                    Reason.OVERLOADED,
                    "The resolver is busy",
                    "As many kickoffs as this replica takes are under way already.",
                    "Try again shortly; add resolvers if it happens often."),
            Entry.of(
                    Reason.VARIABLES_FAILED,
                    "Required variables could not be resolved",
                    "Nothing is delivered unless every required variable is. The variables that failed are listed, each with its own cause and fix.",
                    "Follow the fix of each variable listed, then start the run again."),
            Entry.of(
                    Reason.ENVIRONMENT_TOO_LARGE,
                    "The environment is too large",
                    "The sealed environment would exceed 768 KiB, which a result record has to hold.",
                    "Assign fewer or smaller variables to the automation; keep files out of secrets."),
            Entry.of(
                    Reason.SEALING_FAILED,
                    "The environment could not be sealed",
                    "Sealing to the recipient's key failed inside the resolver.",
                    "Send a fresh P-256 key as recipient. If it persists, report it with the kickoff id."),
            Entry.of(
                    Reason.AUDIT_UNAVAILABLE,
                    "The audit record could not be written",
                    "No environment leaves before its audit record is durable, and the topic bellhop.audit did not accept it.",
                    "Look at Kafka: bellhop.audit needs its minimum of in-sync replicas. Then start the run again."),
            Entry.of(
                    Reason.INTERNAL_ERROR,
                    "Internal error",
                    "The resolver met a condition it has no name for; its log has it under correlation id <correlationId>.",
                    "Start the run again. If it persists, report it with the correlation id."));

    private KickoffEntries() {}
}
