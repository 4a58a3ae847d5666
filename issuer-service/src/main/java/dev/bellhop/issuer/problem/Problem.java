package dev.bellhop.issuer.problem;

import java.util.UUID;

/**
 * A problem document (RFC 9457, section 3).
 *
 * @param instance {@code urn:uuid:} and the correlation id under which the log tells the rest
 */
public record Problem(String type, String title, int status, String detail, String instance) {
    /** The media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a caller may find the missing setting or the database back, for {@code Retry-After}. */
    public static final String RETRY_AFTER_SECONDS = "30";

    private static final String TYPE = "urn:bellhop:problem:";

    /** The issuer cannot serve: 503. */
    public static Problem of(IssuerException failure, UUID correlationId) {
        return new Problem(
                TYPE + failure.reason().code(),
                failure.reason().title(),
                503,
                failure.getMessage(),
                instance(correlationId));
    }

    /** Another method than those of {@code allow} was used. */
    public static Problem methodNotAllowed(String allow, UUID correlationId) {
        return http(405, "Method Not Allowed", "this path answers " + allow, correlationId);
    }

    static Problem http(int status, String title, String detail, UUID correlationId) {
        return new Problem(TYPE + "http-" + status, title, status, detail, instance(correlationId));
    }

    /** Something of ours broke; the caller gets the correlation id and nothing else. */
    static Problem internal(int status, UUID correlationId) {
        return new Problem(
                TYPE + "internal-error",
                "internal error",
                status,
                "correlation id " + correlationId,
                instance(correlationId));
    }

    private static String instance(UUID correlationId) {
        return "urn:uuid:" + correlationId;
    }
}
