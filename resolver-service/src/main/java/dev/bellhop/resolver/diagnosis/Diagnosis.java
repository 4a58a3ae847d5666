package dev.bellhop.resolver.diagnosis;

import java.util.Map;

/**
 * One failure, explained. Safe to log, store and show to the organization it concerns: its words are the catalogue's, its names
 * ours; of the upstream service it repeats codes and ids only.
 *
 * @param reason the stable name, the same in results, problems, metrics and docs
 * @param hop where it happened
 * @param upstreamCode the upstream service's own code, such as {@code AADSTS700213} or {@code 403 ForbiddenByRbac}; null without one
 * @param title the failure in a few words, always the same for a reason
 * @param cause what was presented, and what was expected
 * @param fix what to do; a command where one does it
 * @param fixRequest the same as a request; null where no command does it
 * @param upstreamIds what the cloud's support asks for: {@code traceId}, {@code correlationId}, {@code requestId}
 * @param retryable whether the same request may succeed shortly, with nothing changed by anybody
 */
public record Diagnosis(
        Reason reason,
        Hop hop,
        String upstreamCode,
        String title,
        String cause,
        String fix,
        FixRequest fixRequest,
        Map<String, String> upstreamIds,
        boolean retryable) {

    public Diagnosis {
        upstreamIds = Map.copyOf(upstreamIds);
    }

    /** The catalogue's entry for a reason that needs no particulars. */
    public static Diagnosis of(Reason reason) {
        return of(reason, null, Map.of());
    }

    /**
     * The catalogue's entry with its particulars filled in.
     *
     * @param upstreamCode or null
     * @param facts values for the entry's placeholders: identifiers, never a secret, never an upstream service's words
     */
    public static Diagnosis of(Reason reason, String upstreamCode, Map<String, String> facts) {
        return Catalogue.entry(reason).diagnose(upstreamCode, facts);
    }

    /** The same failure, at another hop: for reasons such as a passed deadline that can befall several. */
    public Diagnosis at(Hop hop) {
        return new Diagnosis(reason, hop, upstreamCode, title, cause, fix, fixRequest, upstreamIds, retryable);
    }

    /** The same failure, judged otherwise: a propagation delay is worth another try only while it can be one. */
    public Diagnosis retryable(boolean retryable) {
        return new Diagnosis(reason, hop, upstreamCode, title, cause, fix, fixRequest, upstreamIds, retryable);
    }

    /** The same failure with a sentence added to its cause. */
    public Diagnosis because(String sentence) {
        return sentence == null || sentence.isEmpty()
                ? this
                : new Diagnosis(
                        reason,
                        hop,
                        upstreamCode,
                        title,
                        cause + " " + sentence,
                        fix,
                        fixRequest,
                        upstreamIds,
                        retryable);
    }

    /** The same failure with the ids under which the upstream service has it. */
    public Diagnosis traced(Map<String, String> ids) {
        return new Diagnosis(reason, hop, upstreamCode, title, cause, fix, fixRequest, ids, retryable);
    }

    /** Where the page about it stands. */
    public String docs() {
        return "docs/errors.md#" + reason.code();
    }
}
