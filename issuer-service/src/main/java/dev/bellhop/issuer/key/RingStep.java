package dev.bellhop.issuer.key;

/** One change that the ring may go through. What is not here cannot happen to a key. */
sealed interface RingStep {
    /** A ring that never had a key gets one that signs at once: no cached key set exists that could miss it. */
    record Begin() implements RingStep {}

    /** A successor is made and published. */
    record Prepare() implements RingStep {}

    /** The prepared key signs from now on; the one that did is retired. */
    record HandOver() implements RingStep {}

    /** A retired key whose last token has expired leaves the key set. */
    record Remove(String kid) implements RingStep {}

    /** A key leaves the key set before its time; if it signed, the prepared one takes over. */
    record Revoke(String kid) implements RingStep {}

    /** How many new keys it consumes. */
    default int newKeys() {
        return this instanceof Begin || this instanceof Prepare ? 1 : 0;
    }
}
