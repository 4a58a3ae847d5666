package dev.bellhop.emulator.entra;

/** A token request that comes too often for Entra to look at it. */
final class ThrottledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ThrottledException() {
        super("too many requests", null, false, false);
    }
}
