package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** An operator's change that is not made. The message says why, and when it can be made, if time alone brings that. */
final class RingRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, and the HTTP status that says so. */
    enum Reason {
        /** No published key has this id. */
        SIGNING_KEY_UNKNOWN(404),
        /** A body without what is needed. */
        SIGNING_KEY_NOT_NAMED(400),
        /** There is a successor already. */
        SIGNING_KEY_PREPARED_ALREADY(409),
        /** The key has signed before and is on its way out. */
        SIGNING_KEY_RETIRED(409),
        /** There is no successor to hand over to. */
        SIGNING_KEY_MISSING(409),
        /** Caches may not have seen the successor yet. */
        SIGNING_KEY_NOT_ANNOUNCED(409),
        /** A further key would be a fourth in the key set. */
        KEY_SET_FULL(409),
        /** The keys are the operator's own: they change by restart. */
        KEYS_CONFIGURED(409);

        final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The last part of the problem's {@code type}, and the audit trail's reason. */
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final transient Optional<Instant> safeAt;

    RingRefusal(Reason reason, String message, Optional<Instant> safeAt) {
        super(message);
        this.reason = reason;
        this.safeAt = safeAt;
    }

    RingRefusal(Reason reason, String message) {
        this(reason, message, Optional.empty());
    }

    Reason reason() {
        return reason;
    }

    /** From when on the same request is granted, by the database's clock; empty if time alone does not help. */
    Optional<Instant> safeAt() {
        return safeAt;
    }
}
