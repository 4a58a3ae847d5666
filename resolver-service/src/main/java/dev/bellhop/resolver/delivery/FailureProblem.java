package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.resolver.diagnosis.Diagnosis;

/** A diagnosis as problem members (RFC 9457, section 3.1, and ours): in results, over HTTP, and in short in audit records. */
public record FailureProblem(
        String type,
        String title,
        String detail,
        String hop,
        @JsonInclude(Include.NON_NULL) String upstreamCode,
        @JsonInclude(Include.NON_NULL) String cause,
        @JsonInclude(Include.NON_EMPTY) String fix,
        boolean retryable) {

    /** The whole of it; the detail of a variable's problem is its cause. */
    public static FailureProblem of(Diagnosis diagnosis) {
        return new FailureProblem(
                diagnosis.reason().type(),
                diagnosis.title(),
                diagnosis.cause(),
                diagnosis.hop().code(),
                diagnosis.upstreamCode(),
                diagnosis.cause(),
                diagnosis.fix(),
                diagnosis.retryable());
    }

    /** What fits where room is scarce: the name of the failure, and where it happened. */
    FailureProblem inShort() {
        return new FailureProblem(type, title, title, hop, upstreamCode, null, null, retryable);
    }
}
