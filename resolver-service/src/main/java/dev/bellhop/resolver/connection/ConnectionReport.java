package dev.bellhop.resolver.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.store.HopVerdict;
import dev.bellhop.resolver.store.HopVerdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * How a tested connection did.
 *
 * @param outcome {@code passed} when nothing failed, else {@code failed}
 */
record ConnectionReport(UUID credentialId, String outcome, Instant testedAt, List<Hop> hops) {

    static ConnectionReport of(UUID credential, Instant testedAt, List<HopVerdict> verdicts) {
        boolean failed = verdicts.stream().anyMatch(one -> one.verdict() == Verdict.FAILED);
        return new ConnectionReport(
                credential,
                failed ? "failed" : "passed",
                testedAt,
                verdicts.stream().map(Hop::of).toList());
    }

    /**
     * @param verdict {@code passed}, {@code failed}, {@code not-reached} or {@code not-needed}
     * @param remark on what was found
     */
    record Hop(
            String hop,
            String verdict,
            long millis,
            @JsonInclude(Include.NON_EMPTY) String remark,
            @JsonInclude(Include.NON_NULL) FailureProblem problem) {
        static Hop of(HopVerdict one) {
            return new Hop(
                    one.hop(),
                    one.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    one.millis(),
                    one.remark(),
                    one.diagnosis().map(FailureProblem::ofVariable).orElse(null));
        }
    }
}
