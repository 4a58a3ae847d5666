package dev.bellhop.caller;

import io.smallrye.mutiny.Uni;

/** Where an issuer's keys come from. */
@FunctionalInterface
interface KeySource {
    /** Reads them now. Fails if they cannot be had, or if what came is no key set. */
    Uni<JsonWebKeys> load();
}
