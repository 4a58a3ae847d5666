package dev.bellhop.issuer.key;

import java.util.Collection;

/**
 * What a ring lacks. A ring without any key to sign with, now or later, gets one that signs at once: it is new, so no cached key set of it
 * exists that could miss the key. And a ring with a signing key always has a prepared successor, so that even an emergency finds one that every cache has seen.
 */
record RingGap(boolean active, boolean prepared) {

    /** @param states the states of all keys that are not removed */
    static RingGap of(Collection<KeyState> states) {
        boolean prepared = states.contains(KeyState.PREPARED);
        return new RingGap(!prepared && !states.contains(KeyState.ACTIVE), !prepared);
    }

    boolean isNone() {
        return !active && !prepared;
    }

    /** How many keys to make. */
    int keys() {
        return (active ? 1 : 0) + (prepared ? 1 : 0);
    }
}
