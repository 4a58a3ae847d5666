package dev.bellhop.caller;

/** Why an issuer's keys could not be read, for the operator's log. */
final class KeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysException(String message) {
        super(message);
    }

    KeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
