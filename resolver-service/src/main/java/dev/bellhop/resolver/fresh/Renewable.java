package dev.bellhop.resolver.fresh;

import java.time.Instant;

/** Something with a life of its own: a token. */
public interface Renewable {
    /** From when a successor should be fetched, while this one is still served. */
    Instant renewAt();

    /** Until when it may be handed out. */
    Instant usableUntil();
}
