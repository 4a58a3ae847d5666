package dev.bellhop.issuer.key;

import dev.bellhop.issuer.key.RingRefusal.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may change by hand, as a pure function of the ring as it was read: each change either keeps "published before used" or is
 * refused with the moment from which it does. Removals that are due come first, as they would by themselves.
 */
record OperatorChanges(RotationPolicy policy) {

    /** Publishes a successor, if there is none. */
    List<RingStep> prepare(StoredRing ring) {
        ring.prepared().ifPresent(key -> {
            throw new RingRefusal(
                    Reason.SIGNING_KEY_PREPARED_ALREADY,
                    "key " + key.kid() + " is prepared already and may sign from " + policy.activatableAt(key)
                            + "; the next one is prepared when it takes over");
        });
        if (ring.keys().size() - policy.removals(ring).size() >= StoredRing.MOST_PUBLISHED) {
            requireRoom(ring, "another prepared key");
        }
        return after(policy.removals(ring), new RingStep.Prepare());
    }

    /** Hands over to that key; a repeated request for a key that signs already changes nothing. */
    List<RingStep> activate(StoredRing ring, String kid) {
        StoredKey key = published(ring, kid);
        return switch (key.state()) {
            case ACTIVE -> List.of();
            case PREPARED -> handOver(ring, key);
            case RETIRED, REMOVED ->
                throw new RingRefusal(
                        Reason.SIGNING_KEY_RETIRED,
                        "key " + kid + " has signed until "
                                + key.retiredAt().map(Instant::toString).orElse("its retirement")
                                + " and leaves the key set; only a prepared key can be activated");
        };
    }

    /** Hands over to whichever key is prepared. */
    List<RingStep> rotate(StoredRing ring) {
        return handOver(
                ring,
                ring.prepared()
                        .orElseThrow(() -> new RingRefusal(
                                Reason.SIGNING_KEY_MISSING,
                                "no key is prepared; one is as soon as the key set has room for it")));
    }

    /**
     * Withdraws a key at once: what it has signed is refused from then on.
     *
     * @param unannounced whether the operator prefers a successor that caches may not know yet to a key that must not sign any more
     */
    List<RingStep> revoke(StoredRing ring, String kid, boolean unannounced) {
        StoredKey key = published(ring, kid);
        return switch (key.state()) {
            case RETIRED, REMOVED -> List.of(new RingStep.Revoke(kid));
            case PREPARED -> List.of(new RingStep.Revoke(kid), new RingStep.Prepare());
            case ACTIVE -> revokeActive(ring, kid, unannounced);
        };
    }

    private List<RingStep> revokeActive(StoredRing ring, String kid, boolean unannounced) {
        Instant announced = ring.prepared()
                .map(policy::activatableAt)
                .orElseGet(() -> ring.databaseTime().plus(policy.times().announcement()));
        boolean safe = !announced.isAfter(ring.databaseTime());
        if (!safe && !unannounced) {
            throw new RingRefusal(
                    Reason.SIGNING_KEY_NOT_ANNOUNCED,
                    "its successor is not in every cache before "
                            + announced
                            + ": until then verifiers would refuse new tokens too; to revoke key " + kid
                            + " all the same, repeat this with \"acceptUnannouncedSuccessor\": true",
                    Optional.of(announced));
        }
        return ring.prepared().isPresent()
                ? List.of(new RingStep.Revoke(kid), new RingStep.HandOver(), new RingStep.Prepare())
                : List.of(new RingStep.Revoke(kid), new RingStep.Begin(), new RingStep.Prepare());
    }

    private List<RingStep> handOver(StoredRing ring, StoredKey prepared) {
        Instant announced = policy.activatableAt(prepared);
        if (announced.isAfter(ring.databaseTime())) {
            Instant safe =
                    policy.roomAt(ring).filter(room -> room.isAfter(announced)).orElse(announced);
            throw new RingRefusal(
                    Reason.SIGNING_KEY_NOT_ANNOUNCED,
                    "key " + prepared.kid() + " was published at " + prepared.preparedAt()
                            + " and is in every cache from " + announced + " on"
                            + (safe.equals(announced)
                                    ? ""
                                    : ", and the key set has room for its successor from " + safe)
                            + ": it may sign from then",
                    Optional.of(safe));
        }
        if (ring.active().isPresent()) {
            requireRoom(ring, "its successor");
        }
        return after(policy.removals(ring), new RingStep.HandOver(), new RingStep.Prepare());
    }

    /** Room for one more key than a ring of an active and a prepared one has. */
    private void requireRoom(StoredRing ring, String whose) {
        Optional<Instant> room = policy.roomAt(ring);
        if (room.filter(moment -> !moment.isAfter(ring.databaseTime())).isPresent()) {
            return;
        }
        throw new RingRefusal(
                Reason.KEY_SET_FULL,
                "the key set would come to four keys with " + whose + ": key "
                        + ring.retired().get(0).kid() + " stays published "
                        + room.map(moment -> "until " + moment).orElse("without an end")
                        + ", because tokens that it signed may live until then",
                room);
    }

    private static StoredKey published(StoredRing ring, String kid) {
        return ring.key(kid)
                .orElseThrow(() -> new RingRefusal(
                        Reason.SIGNING_KEY_UNKNOWN, "no published key has this id; GET /v1/signing-keys lists them"));
    }

    private static List<RingStep> after(List<RingStep> removals, RingStep... steps) {
        List<RingStep> all = new ArrayList<>(removals);
        all.addAll(List.of(steps));
        return List.copyOf(all);
    }
}
