package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of the ring with the dates stored beside it. A date in the future is a plan that every replica follows by itself, with or without the
 * database; a date in the past is a fact.
 *
 * @param preparedAt published from then on
 * @param activateAt signs from then on; empty while nothing is planned
 * @param removeAt published until then; empty while nothing is planned
 */
record RingKey(
        SigningKey key, KeyState state, Instant preparedAt, Optional<Instant> activateAt, Optional<Instant> removeAt) {

    boolean publishedAt(Instant now) {
        return state != KeyState.REMOVED && removeAt.map(now::isBefore).orElse(true);
    }

    /** An active key signs whatever this replica's clock says; a prepared one from its planned date on. */
    boolean mayTakeOverAt(Instant now) {
        return switch (state) {
            case ACTIVE -> true;
            case PREPARED -> activateAt.map(date -> !now.isBefore(date)).orElse(false);
            case RETIRED, REMOVED -> false;
        };
    }
}
