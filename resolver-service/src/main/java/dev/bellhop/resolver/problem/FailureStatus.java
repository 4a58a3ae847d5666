package dev.bellhop.resolver.problem;

import dev.bellhop.resolver.diagnosis.Diagnosis;

/**
 * The HTTP status of a failure. By class: what is not there, what is switched off, what somebody has to mend (422), and what may pass by
 * itself: a request that failed because another one did (424, RFC 4918, section 11.4). It is no 5xx, which would have to hide what
 * failed.
 */
public final class FailureStatus {
    private FailureStatus() {}

    /** The status for this failure of a resolution. */
    public static int of(Diagnosis diagnosis) {
        return switch (diagnosis.reason()) {
            case ORGANIZATION_UNKNOWN, AUTOMATION_UNKNOWN -> 404;
            case ORGANIZATION_DISABLED, AUTOMATION_DISABLED, AUTOMATION_FULL -> 409;
            case INTERNAL_ERROR, SEALING_FAILED -> 500;
            case AUDIT_UNAVAILABLE -> 503;
            default -> diagnosis.retryable() ? 424 : 422;
        };
    }
}
