package dev.bellhop.caller;

import java.util.Locale;

/**
 * A token that proves nobody. The message may be shown and logged: it holds identifiers from the token ({@code iss}, {@code aud},
 * {@code kid}), shortened and without control characters, never the token itself.
 */
public final class CallerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The closed set of why. */
    public enum Reason {
        /** No bearer token where one is needed. */
        TOKEN_MISSING,
        /** More than 8 KiB. Nothing of it was read. */
        TOKEN_TOO_LARGE,
        /** Not a compact JWS of two JSON objects. */
        TOKEN_MALFORMED,
        /** A header we refuse: {@code crit}, {@code b64}, another {@code typ}. */
        HEADER_INVALID,
        /** Not an asymmetric signature algorithm, or not one that fits the key. */
        ALGORITHM_REFUSED,
        /** A claim is missing or has the wrong form. */
        CLAIM_INVALID,
        /** {@code iss} is no trusted issuer. */
        ISSUER_UNKNOWN,
        /** {@code aud} has none, or more than one, of the audiences that are ours, or one that this edge does not take. */
        AUDIENCE_MISMATCH,
        TOKEN_EXPIRED,
        TOKEN_NOT_YET_VALID,
        /** The issuer publishes no key with this {@code kid}. */
        KEY_UNKNOWN,
        SIGNATURE_INVALID,
        /** The issuer's keys could not be fetched: not the token's fault, try again. */
        KEYS_UNAVAILABLE;

        /** As problem documents, metrics and dead letters spell it: {@code token-expired}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    CallerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    CallerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same token may be good a little later. */
    public boolean retryable() {
        return reason == Reason.KEYS_UNAVAILABLE;
    }
}
