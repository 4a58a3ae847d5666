package dev.bellhop.issuer.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a revocation means, in dates.
 *
 * @param was the key's state until then
 * @param tokensRefused which tokens die
 * @param lastTokenExpiredBy from then on they would all have expired anyway
 * @param signedNowBy the key that signs from now on
 * @param successorAnnouncedAt when every cache knows that key; in the past, unless the operator accepted otherwise
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

    static RevocationView of(
            StoredKey before, StoredKey revoked, StoredRing ring, RotationPolicy policy, Instant seenBy) {
        RingTimes times = policy.times();
        Instant at = revoked.revokedAt().orElseThrow();
        boolean signed = before.activatedAt().isPresent();
        StoredKey active = ring.active().orElse(null);
        return new RevocationView(
                before.kid(),
                before.state().stored(),
                at,
                signed
                        ? "every token with kid " + before.kid()
                                + " that has not expired: as soon as a verifier fetches the key set again"
                        : "none: it never signed",
                signed ? before.removeAt().orElse(at.plus(times.afterlife())) : null,
                active == null ? null : active.kid(),
                active == null ? null : active.activatableAt().orElse(active.preparedAt()),
                at.plus(times.ringLease()),
                seenBy.plus(times.cached()),
                times.cleanAfter(at),
                SigningKeysView.of(ring, policy));
    }
}
