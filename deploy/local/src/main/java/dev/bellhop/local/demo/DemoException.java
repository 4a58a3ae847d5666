package dev.bellhop.local.demo;

/** The demo could not go on; the message says where to look. */
public final class DemoException extends RuntimeException {
    DemoException(String message) {
        super(message);
    }
}
