package dev.bellhop.local.stack;

/** What a stack does about its services' {@link ClassArchive}s. */
public enum Archives {
    /** As if there were none. */
    IGNORE,
    /** Those that are valid are used. */
    USE,
    /** Those that are valid are used; for the others this run is the training run. */
    USE_OR_TRAIN,
    /** This run is the training run of all. */
    TRAIN
}
