package dev.bellhop.caller;

/** Where a token arrived. An edge takes only the audiences meant for it, so a token seen at one cannot be replayed at another. */
public enum Edge {
    /** An Authorization header of an HTTP request: every audience but {@link Audiences#KICKOFF}. */
    HTTP,
    /** An {@code authorization} header of a kickoff record: {@link Audiences#KICKOFF} only. */
    KAFKA,
    /** The {@code subject_token} of a token exchange (RFC 8693, section 2.1): as {@link #HTTP}. */
    EXCHANGE;

    boolean accepts(String audience) {
        return (this == KAFKA) == audience.equals(Audiences.KICKOFF);
    }
}
