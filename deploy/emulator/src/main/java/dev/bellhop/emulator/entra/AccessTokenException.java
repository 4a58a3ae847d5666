package dev.bellhop.emulator.entra;

/** An access token that a resource does not take; never quotes the token. */
public final class AccessTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Flaw {
        MALFORMED,
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        NOT_YET_VALID,
        EXPIRED
    }

    private final Flaw flaw;

    AccessTokenException(Flaw flaw) {
        super(flaw.name());
        this.flaw = flaw;
    }

    public Flaw flaw() {
        return flaw;
    }
}
