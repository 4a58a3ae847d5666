package dev.bellhop.issuer.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a revocation means, in dates.
 *
 * @param was the key's state until then
 * @param tokensRefused which tokens die
 * @param lastTokenExpiredBy from then on they would all have expired anyway
 * @param signedNowBy the key that signs from now on
 * @param successorAnnouncedAt if the revoked key signed: when every cache knows the one that signs now; in the past, unless the operator accepted otherwise
 * @param replicasStoppedBy when even a replica that has lost the database no longer signs with the revoked key or publishes it; the others stop at once
 * @param cachesCleanFrom when no cache holds the key any more, if every replica reaches the database now
 * @param cachesCleanAtLatest the same, if a replica has lost it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevocationView(
        String kid,

        @Schema(enumeration = {"prepared", "active", "retired"})
        String was,

        Instant revokedAt,
        String tokensRefused,
        Instant lastTokenExpiredBy,
        String signedNowBy,
        Instant successorAnnouncedAt,
        Instant replicasStoppedBy,
        Instant cachesCleanFrom,
        Instant cachesCleanAtLatest,
        SigningKeysView ring) {

    /** @param everyRead within that every replica that reaches the database has read the ring again */
    static RevocationView of(StoredKey revoked, StoredRing ring, RotationPolicy policy, Duration everyRead) {
        RingTimes times = policy.times();
        Instant at = revoked.revokedAt().orElseThrow();
        KeyState was = before(revoked, at);
        StoredKey active = ring.active().orElse(null);
        return new RevocationView(
                revoked.kid(),
                was.stored(),
                at,
                was == KeyState.PREPARED
                        ? "none: it never signed"
                        : "every token with kid " + revoked.kid()
                                + " that has not expired: as soon as a verifier fetches the key set again",
                revoked.retiredAt().map(end -> end.plus(times.afterlife())).orElse(null),
                active == null ? null : active.kid(),
                was != KeyState.ACTIVE || active == null ? null : policy.activatableAt(active),
                at.plus(times.ringLease()).plus(times.skew()),
                at.plus(everyRead).plus(times.skew()).plus(times.cached()),
                times.cleanAfter(at),
                SigningKeysView.of(ring, policy));
    }

    private static KeyState before(StoredKey revoked, Instant at) {
        if (revoked.activatedAt().isEmpty()) {
            return KeyState.PREPARED;
        }
        return revoked.retiredAt().filter(at::equals).isPresent() ? KeyState.ACTIVE : KeyState.RETIRED;
    }
}
