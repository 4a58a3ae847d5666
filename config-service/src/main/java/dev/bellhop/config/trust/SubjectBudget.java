package dev.bellhop.config.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many federated credentials the identity needs, against what Entra gives one: 20. Counted over the organization's configs of
 * this identity; what other organizations need of it is not shown here.
 *
 * @param subjects one for each automation that may be kicked off, one for the organization, as the configs' scopes ask
 * @param inUse those that a variable is read under today
 * @param warning from 15 on
 * @param proposal how to do with fewer; from 15 on
 */
@Schema(name = "SubjectBudget")
@JsonInclude(Include.NON_NULL)
record SubjectBudget(long subjects, long inUse, int limit, String warning, Proposal proposal) {
    static final int LIMIT = 20;
    private static final int WARN_FROM = 15;
    private static final int EACH = 10;

    /** @param identities applications or managed identities in place of one; with {@code subjectsEach} in each there is room to grow */
    @Schema(name = "SubjectProposal")
    record Proposal(long identities, int subjectsEach, List<String> steps) {}

    static SubjectBudget of(long subjects, long inUse) {
        if (subjects < WARN_FROM) {
            return new SubjectBudget(subjects, inUse, LIMIT, null, null);
        }
        long identities = (subjects + EACH - 1) / EACH;
        String warning = subjects + " of at most " + LIMIT + " federated credentials of one identity"
                + (subjects > LIMIT ? ": " + (subjects - LIMIT) + " too many, Entra refuses them" : "") + "; " + inUse
                + " of them are in use";
        return new SubjectBudget(
                subjects,
                inUse,
                LIMIT,
                warning,
                new Proposal(
                        identities,
                        EACH,
                        List.of(
                                "Give federated credentials only to automations that read as this identity (inUse): "
                                        + inUse + " today.",
                                "Where the cloud need not tell automations apart, subjectScope organization needs one.",
                                "Else split: register " + (identities - 1)
                                        + " more applications or managed identities, make a workload identity config for each and"
                                        + " a credential for the same vault bound to it, and let the variables of at most "
                                        + EACH + " automations read by each credential.")));
    }
}
