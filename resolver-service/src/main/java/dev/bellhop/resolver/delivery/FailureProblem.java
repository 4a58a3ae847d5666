package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.FixRequest;
import java.util.Map;

/**
 * A diagnosis as problem members (RFC 9457, section 3.1, and ours): in results, over HTTP, and in short in audit records.
 *
 * @param detail of a kickoff's problem; a variable's has its cause instead
 * @param fixRequest the fix as a request to the cloud, where one mends it
 * @param docs the catalogue's page about it
 * @param upstreamIds what the cloud's support asks for
 * @param cause of a variable's problem: what was presented, and what is expected
 */
public record FailureProblem(
        String type,
        String title,
        @JsonInclude(Include.NON_NULL) String detail,
        String hop,
        @JsonInclude(Include.NON_NULL) String upstreamCode,
        @JsonInclude(Include.NON_NULL) String cause,
        @JsonInclude(Include.NON_EMPTY) String fix,
        @JsonInclude(Include.NON_NULL) FixRequest fixRequest,
        @JsonInclude(Include.NON_NULL) String docs,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> upstreamIds,
        boolean retryable) {

    /** Why a kickoff failed. */
    public static FailureProblem ofKickoff(Diagnosis diagnosis) {
        return of(diagnosis, diagnosis.cause(), null);
    }

    /** Why one of its variables did. */
    public static FailureProblem ofVariable(Diagnosis diagnosis) {
        return of(diagnosis, null, diagnosis.cause());
    }

    /** What fits where room is scarce: the name of the failure, and where it happened. */
    FailureProblem inShort() {
        return new FailureProblem(type, title, null, hop, upstreamCode, null, null, null, null, upstreamIds, retryable);
    }

    private static FailureProblem of(Diagnosis diagnosis, String detail, String cause) {
        return new FailureProblem(
                diagnosis.reason().type(),
                diagnosis.title(),
                detail,
                diagnosis.hop().code(),
                diagnosis.upstreamCode(),
                cause,
                diagnosis.fix(),
                diagnosis.fixRequest(),
                diagnosis.docs(),
                diagnosis.upstreamIds(),
                diagnosis.retryable());
    }
}
