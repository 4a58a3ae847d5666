package dev.bellhop.issuer.problem;

import java.util.Locale;

/** The issuer cannot serve. The message names the setting or the state to mend; it is shown to anyone and holds no key and no token. */
public final class IssuerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, and for how long a caller had better wait before it asks again. All of them are answered with 503. */
    public enum Reason {
        /** {@code OIDC_ISSUER} is not set. */
        ISSUER_MISSING("the issuer URL is not set"),
        /** A setting that managed keys need is not set. */
        KEY_SETTING_MISSING("there is no signing key"),
        /** The key ring was never read, or could not be opened. */
        KEY_RING_UNREADABLE("the key ring cannot be read"),
        /** The key ring was read, but too long ago to go on publishing it. */
        KEY_RING_STALE("the key ring is too old"),
        /** This replica's clock is too far from the database's to date tokens and keys by. */
        CLOCK_WRONG("the clocks disagree"),
        /** The ring has no key that may sign. */
        SIGNING_KEY_MISSING("there is no signing key");

        private final String title;

        Reason(String title) {
            this.title = title;
        }

        /** The last part of the problem's {@code type}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The problem's {@code title}. */
        public String title() {
            return title;
        }
    }

    private final Reason reason;

    public IssuerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public IssuerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
