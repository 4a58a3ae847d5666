package dev.bellhop.caller;

/** Why an issuer's keys could not be read, for the operator's log. */
final class KeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What lies at the bottom: of a failed handshake that is the certificate, and not that a handshake failed. */
    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    KeysException(String message) {
        super(message);
    }

    KeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
