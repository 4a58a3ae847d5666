package dev.bellhop.issuer.key;

import java.util.Optional;
import java.util.UUID;

/**
 * On whose behalf the ring is changed, for the audit trail.
 *
 * @param operator empty for a change that was due by itself
 */
record Author(UUID correlationId, Optional<Operator> operator) {
    static Author of(Operator operator) {
        return new Author(operator.correlationId(), Optional.of(operator));
    }

    /** The rotator itself. */
    static Author due() {
        return new Author(UUID.randomUUID(), Optional.empty());
    }
}
