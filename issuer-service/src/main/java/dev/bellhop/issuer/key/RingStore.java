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
     * @param author stands in the audit trail together with the change, or neither does
     * @return what was written
     */
    Uni<List<StoredKey>> change(Author author, Function<StoredRing, List<StoredKey>> decision);

    /** A key that is in the ring or ever was; null for one that never was. */
    Uni<StoredKey> find(String kid);
}
