package dev.bellhop.emulator.http;

/** Something the cloud does and the emulator does not. Answered with 501, never with a guess. */
public final class NotEmulatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what reads on after "the emulator does not emulate"; no token, no value */
    public NotEmulatedException(String what) {
        super("The Bellhop emulator does not emulate " + what
                + ". What it does emulate is listed in docs/emulator.md.");
    }
}
