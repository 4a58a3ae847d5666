package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the ring needs at the moment it was read, and no earlier: a pure function. It keeps the promise "published before used":
 *
 * <ul>
 *   <li>a key signs only after {@link RingTimes#announcement()} of publication, unless no key ever was before it;
 *   <li>a key that signed stays published for {@link RingTimes#afterlife()} more;
 *   <li>at most {@link StoredRing#MOST_PUBLISHED} keys are published, so a rotation waits until the key retired by the last one is removed;
 *   <li>one key signs, and one successor is always prepared.
 * </ul>
 *
 * A rotation that is late, because no replica ran or a rule stood in the way, is made up at the first moment that the rules allow.
 */
record RotationPolicy(RingTimes times, RotationSchedule schedule) {

    /** What is due now, in order; empty almost always. */
    List<RingStep> due(StoredRing ring) {
        if (ring.pristine()) {
            return List.of(new RingStep.Begin(), new RingStep.Prepare());
        }
        List<RingStep> steps = new ArrayList<>(removals(ring));
        int published = ring.keys().size() - steps.size();
        boolean handsOver = nextRotation(ring)
                .filter(moment -> !moment.isAfter(ring.databaseTime()))
                .isPresent();
        if (handsOver) {
            steps.add(new RingStep.HandOver());
        }
        if (handsOver || ring.prepared().isEmpty() && published < StoredRing.MOST_PUBLISHED) {
            steps.add(new RingStep.Prepare());
        }
        return List.copyOf(steps);
    }

    /** Retired keys whose last token has expired. */
    List<RingStep> removals(StoredRing ring) {
        return ring.retired().stream()
                .filter(key -> key.removeAt().isPresent()
                        && !ring.databaseTime().isBefore(key.removeAt().get()))
                .map(key -> (RingStep) new RingStep.Remove(key.kid()))
                .toList();
    }

    /** When the next rotation starts by itself; empty if it never does, or if there is nothing to rotate to yet. */
    Optional<Instant> nextRotation(StoredRing ring) {
        Optional<Instant> possible = ring.prepared().flatMap(prepared -> possibleAt(ring, prepared));
        if (ring.active().isEmpty()) {
            return possible; // nothing signs: the schedule has no say
        }
        Optional<Instant> since = ring.active().get().activatedAt();
        return possible.flatMap(
                earliest -> schedule.next(since.orElse(Instant.EPOCH), later(earliest, ring.databaseTime())));
    }

    /** From when on the prepared key may take over; empty if a retired key has no date of removal. */
    Optional<Instant> possibleAt(StoredRing ring, StoredKey prepared) {
        return roomAt(ring).map(room -> later(room, activatableAt(prepared)));
    }

    /** By the settings of when it was made or those of now, whichever asks for more. */
    Instant activatableAt(StoredKey prepared) {
        Instant now = prepared.preparedAt().plus(times.announcement());
        return prepared.activatableAt().map(stored -> later(stored, now)).orElse(now);
    }

    /** From when on a rotation leaves no more than three keys published: the signing, the retired and the prepared one. */
    Optional<Instant> roomAt(StoredRing ring) {
        Instant room = Instant.MIN;
        for (StoredKey retired : ring.retired()) {
            if (retired.removeAt().isEmpty()) {
                return Optional.empty();
            }
            room = later(room, retired.removeAt().get());
        }
        return Optional.of(room);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
