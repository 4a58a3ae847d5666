package dev.bellhop.emulator.fault;

/** How an answer ends before its end. */
public enum Cut {
    /** It does not. */
    NONE,
    /** Half of the body, announced and framed as if it were all of it. */
    TRUNCATED,
    /** Half of the announced body, then the connection closes. */
    HALF_CLOSED,
    /** Half of the announced body, then nothing. */
    STALLED,
    /** No answer; the connection closes. */
    CLOSED,
    /** No answer; the connection stays open. */
    SILENT
}
