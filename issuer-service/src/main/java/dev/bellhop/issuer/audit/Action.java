package dev.bellhop.issuer.audit;

import java.util.Locale;

/** What was done, or asked for and refused. */
public enum Action {
    /** A subject token or a kickoff grant. */
    TOKEN_ISSUED,
    /** A signing key was made and published; it does not sign. */
    KEY_PREPARED,
    /** A signing key began to sign. */
    KEY_ACTIVATED,
    /** A signing key stopped to sign; it stays published. */
    KEY_RETIRED,
    /** A signing key left the key set in its time. */
    KEY_REMOVED,
    /** A signing key was withdrawn before its time. */
    KEY_REVOKED,
    /** The prepared key took the place of the one that signed. */
    KEYS_ROTATED;

    /** As the table and the log spell it: {@code token-issued}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
