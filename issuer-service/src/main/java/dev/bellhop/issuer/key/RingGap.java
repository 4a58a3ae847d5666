package dev.bellhop.issuer.key;

import java.util.Collection;

/**
 * What a ring lacks. An empty ring gets a key that signs at once: no cached key set of it exists that could miss the key. Any other ring gets
 * only a prepared one, which verifiers see before it signs; so even an emergency finds a successor that every cache has seen.
 */
record RingGap(boolean active, boolean prepared) {

    /** @param states the states of all keys that are not removed */
    static RingGap of(Collection<KeyState> states) {
        boolean prepared = states.contains(KeyState.PREPARED);
        return new RingGap(states.isEmpty(), !prepared);
    }

    boolean isNone() {
        return !active && !prepared;
    }

    /** How many keys to make. */
    int keys() {
        return (active ? 1 : 0) + (prepared ? 1 : 0);
    }
}
