package dev.bellhop.issuer.key;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Where the ring is kept, for all replicas. */
interface RingStore {
    /** As it is now. */
    Uni<StoredRing> read();

    /**
     * Changes it: alone, whole or not at all. Of two that want the same change at once the second finds it made.
     *
     * @param decision from the ring as it is while nobody else can change it to what is written, in this order; pure, and a failure of it changes nothing
     * @return what was written
     */
    Uni<List<StoredKey>> change(Function<StoredRing, List<StoredKey>> decision);
}
