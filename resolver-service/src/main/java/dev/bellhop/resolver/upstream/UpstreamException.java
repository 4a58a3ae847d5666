package dev.bellhop.resolver.upstream;

import java.util.Locale;

/** No whole answer came. Which of several ways it failed is all that is told: a client library's own words stay inside. */
public final class UpstreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The ways of getting no answer. */
    public enum Kind {
        /** The name does not resolve. */
        UNKNOWN_HOST,
        /** Nobody listens, or the way there is closed. */
        UNREACHABLE,
        /** The proxy would not connect. */
        PROXY_REFUSED,
        /** No TLS: an unknown authority, another host's certificate, no common protocol. */
        TLS,
        /** The direct connection led to this machine or link, where no cloud is. */
        ADDRESS_REFUSED,
        /** No whole answer in time. */
        TIMED_OUT,
        /** The connection ended in mid-answer, or spoke something else than HTTP. */
        BROKEN,
        /** The answer is larger than any right one. */
        TOO_LARGE;

        /** As an upstream code in a diagnosis: {@code timed-out}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;

    public UpstreamException(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
