package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Steps carried out: the keys to be written, in the order in which they must be, so that at no moment two keys are active or prepared.
 *
 * @param after the ring once they are written
 */
record RingChange(List<StoredKey> writes, StoredRing after) {

    /**
     * @param spare new keys; if they run out, the rest of the steps waits for the next time
     */
    static RingChange of(StoredRing ring, List<RingStep> steps, RingTimes times, List<SealedKey> spare) {
        Iterator<SealedKey> keys = spare.iterator();
        List<StoredKey> writes = new ArrayList<>();
        StoredRing after = ring;
        for (RingStep step : steps) {
            if (step.newKeys() > 0 && !keys.hasNext()) {
                break;
            }
            List<StoredKey> written = writes(after, step, times, keys);
            writes.addAll(written);
            after = after.with(written);
        }
        return new RingChange(List.copyOf(writes), after);
    }

    private static List<StoredKey> writes(StoredRing ring, RingStep step, RingTimes times, Iterator<SealedKey> keys) {
        Instant now = ring.databaseTime();
        if (step instanceof RingStep.Begin) {
            return List.of(StoredKey.first(keys.next(), now));
        }
        if (step instanceof RingStep.Prepare) {
            return List.of(StoredKey.prepared(keys.next(), now, now.plus(times.announcement())));
        }
        if (step instanceof RingStep.Remove remove) {
            return ring.key(remove.kid()).map(key -> key.removed(now)).stream().toList();
        }
        if (step instanceof RingStep.Revoke revoke) {
            return ring.key(revoke.kid()).map(key -> key.revoked(now)).stream().toList();
        }
        List<StoredKey> written = new ArrayList<>();
        ring.active().ifPresent(key -> written.add(key.retired(now, now.plus(times.afterlife()))));
        ring.prepared().ifPresent(key -> written.add(key.activated(now)));
        return written;
    }
}
