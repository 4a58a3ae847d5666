package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.Optional;

/**
 * One key of the ring as the database has it, its private half sealed. All dates are the database's clock. Every change of a key is one of the
 * methods below, so a key cannot skip a state.
 *
 * @param kid thumbprint of the public half (RFC 7638)
 * @param publicJwk what is published, for people and audits; never read back into a key set
 * @param sealed the private half; null once removed
 * @param activatableAt from then on it may sign; empty for the first key of a ring, which may at once
 * @param activatedAt since then it signs, or signed
 * @param retiredAt since then it does not sign any more
 * @param removeAt published until then
 * @param revokedAt when an operator withdrew it before its time
 */
record StoredKey(
        String kid,
        String publicJwk,
        byte[] sealed,
        KeyState state,
        Instant preparedAt,
        Optional<Instant> activatableAt,
        Optional<Instant> activatedAt,
        Optional<Instant> retiredAt,
        Optional<Instant> removeAt,
        Optional<Instant> revokedAt) {

    /** Published from now on. */
    static StoredKey prepared(SealedKey key, Instant now, Instant activatableAt) {
        return new StoredKey(
                key.kid(),
                key.publicJwk(),
                key.sealed(),
                KeyState.PREPARED,
                now,
                Optional.of(activatableAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Signs at once: only for a ring that never had a key. */
    static StoredKey first(SealedKey key, Instant now) {
        return new StoredKey(
                key.kid(),
                key.publicJwk(),
                key.sealed(),
                KeyState.ACTIVE,
                now,
                Optional.empty(),
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    StoredKey activated(Instant now) {
        return with(sealed, KeyState.ACTIVE, Optional.of(now), Optional.empty(), Optional.empty(), Optional.empty());
    }

    StoredKey retired(Instant now, Instant until) {
        return with(sealed, KeyState.RETIRED, activatedAt, Optional.of(now), Optional.of(until), Optional.empty());
    }

    /** Out of the key set; its private half is gone. */
    StoredKey removed(Instant now) {
        return with(null, KeyState.REMOVED, activatedAt, retiredAt, Optional.of(now), Optional.empty());
    }

    /** As removed, but before its time. */
    StoredKey revoked(Instant now) {
        Optional<Instant> ended = retiredAt.or(() -> activatedAt.map(signed -> now));
        return with(null, KeyState.REMOVED, activatedAt, ended, Optional.of(now), Optional.of(now));
    }

    private StoredKey with(
            byte[] half,
            KeyState next,
            Optional<Instant> activated,
            Optional<Instant> retired,
            Optional<Instant> remove,
            Optional<Instant> revoked) {
        return new StoredKey(
                kid, publicJwk, half, next, preparedAt, activatableAt, activated, retired, remove, revoked);
    }

    @Override
    public String toString() {
        return "StoredKey[" + kid + " " + state.stored() + "]";
    }
}
