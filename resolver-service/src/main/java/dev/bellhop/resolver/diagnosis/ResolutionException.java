package dev.bellhop.resolver.diagnosis;

import java.time.Duration;
import java.util.Optional;

/**
 * A kickoff, or one of its variables, that could not be resolved. The message is logged and stored: reason, upstream code and cause,
 * no token, no value. It carries no cause on purpose: what a client library puts into its messages is not ours to vouch for.
 */
public final class ResolutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;
    private final transient Duration retryAfter;

    public ResolutionException(Diagnosis diagnosis) {
        this(diagnosis, null);
    }

    /**
     * @param retryAfter how long the upstream service asked to be left alone; null when it did not say
     */
    public ResolutionException(Diagnosis diagnosis, Duration retryAfter) {
        super(
                diagnosis.reason().code()
                        + (diagnosis.upstreamCode() == null ? "" : " (" + diagnosis.upstreamCode() + ")")
                        + ": "
                        + diagnosis.cause(),
                null,
                false,
                false);
        this.diagnosis = diagnosis;
        this.retryAfter = retryAfter;
    }

    /** What happened, where, and what to do about it. */
    public Diagnosis diagnosis() {
        return diagnosis;
    }

    /** How long the upstream service asked to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
