package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ring as the database had it at one moment of its own clock.
 *
 * @param keys all that are not removed, oldest first
 * @param pristine whether no key ever was in it, not even one removed since: then no cache holds a key set of this issuer
 * @param databaseTime not later than the moment the keys were read
 */
record StoredRing(List<StoredKey> keys, boolean pristine, Instant databaseTime) {
    /** Published at once, never more: Microsoft Entra ID reads the first hundred keys only, and each replica's set must fit. */
    static final int MOST_PUBLISHED = 3;

    Optional<StoredKey> active() {
        return in(KeyState.ACTIVE);
    }

    Optional<StoredKey> prepared() {
        return in(KeyState.PREPARED);
    }

    /** Those whose tokens still live. */
    List<StoredKey> retired() {
        return keys.stream().filter(key -> key.state() == KeyState.RETIRED).toList();
    }

    /** A living key, by its id. */
    Optional<StoredKey> key(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /** What it will be once these keys are written. */
    StoredRing with(Collection<StoredKey> written) {
        Map<String, StoredKey> after = new LinkedHashMap<>();
        keys.forEach(key -> after.put(key.kid(), key));
        written.forEach(key -> after.put(key.kid(), key));
        after.values().removeIf(key -> key.state() == KeyState.REMOVED);
        return new StoredRing(List.copyOf(after.values()), pristine && written.isEmpty(), databaseTime);
    }

    private Optional<StoredKey> in(KeyState state) {
        return keys.stream().filter(key -> key.state() == state).findFirst();
    }
}
