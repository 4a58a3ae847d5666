package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of the ring, opened. A removal planned for a date in the future is carried out by every replica by itself, with or without the database;
 * that a key begins to sign, a replica has to read.
 *
 * @param preparedAt published from then on
 * @param removeAt published until then; empty while nothing is planned
 */
record RingKey(SigningKey key, KeyState state, Instant preparedAt, Optional<Instant> removeAt) {

    boolean publishedAt(Instant now) {
        return state != KeyState.REMOVED && removeAt.map(now::isBefore).orElse(true);
    }

    boolean signsAt(Instant now) {
        return state == KeyState.ACTIVE && publishedAt(now);
    }
}
