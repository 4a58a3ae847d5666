package dev.bellhop.emulator.entra;

/** A request that Entra refuses; carries what is answered. */
final class EntraException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EntraError error;

    EntraException(EntraError error) {
        this(error, null);
    }

    EntraException(EntraError error, Throwable cause) {
        super("AADSTS" + error.code() + ": " + error.message(), cause, false, false);
        this.error = error;
    }

    EntraError error() {
        return error;
    }
}
