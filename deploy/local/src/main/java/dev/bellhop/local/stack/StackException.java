package dev.bellhop.local.stack;

/** The stack cannot start or go on; the message is for the person at the terminal and says what to do. */
public final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
