package dev.bellhop.local.stack;

/** What a stack does about its services' {@link ClassArchive}s. */
public enum Archives {
    /** As if there were none. */
    IGNORE,
    /** Those that are valid are used. */
    USE,
    /** None is used: this run is the one they are made from when it ends. */
    TRAIN
}
