package dev.bellhop.issuer.key;

import java.util.UUID;

/** A refusal on its way to the operator who asked. */
final class RefusedChange extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RingRefusal refusal;
    private final UUID correlationId;

    RefusedChange(RingRefusal refusal, UUID correlationId) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
        this.correlationId = correlationId;
    }

    RingRefusal refusal() {
        return refusal;
    }

    UUID correlationId() {
        return correlationId;
    }
}
