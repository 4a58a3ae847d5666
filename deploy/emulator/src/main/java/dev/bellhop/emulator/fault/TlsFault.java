package dev.bellhop.emulator.fault;

/** What is wrong with a TLS handshake. */
public enum TlsFault {
    /** A certificate of an authority nobody knows. */
    UNTRUSTED,
    /** One that was valid until yesterday. */
    EXPIRED,
    /** One for another name. */
    WRONG_NAME,
    /** The connection closes in the middle of it. */
    BROKEN
}
