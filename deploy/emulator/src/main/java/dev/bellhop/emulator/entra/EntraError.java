package dev.bellhop.emulator.entra;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Entra says when it refuses: number, HTTP status, OAuth 2.0 error (RFC 6749, section 5.2) and the words of the service. The words
 * stand in {@link RequestErrors} and {@link AssertionErrors}.
 */
record EntraError(int code, int status, String error, String message) implements Serializable {
    static final String INVALID_CLIENT = "invalid_client";
    static final String INVALID_REQUEST = "invalid_request";
    /** These separate the parts of their description by line breaks. */
    private static final Set<Integer> OF_OLDER_BUILDS = Set.of(70021, 90061);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /**
     * The body.
     *
     * @param host the sign-in host that was asked, for {@code error_uri}
     */
    Map<String, Object> body(String host, String traceId, String correlationId, Instant now) {
        String stamp = STAMP.format(now);
        String gap = OF_OLDER_BUILDS.contains(code) ? "\r\n" : " ";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put(
                "error_description",
                "AADSTS" + code + ": " + message + gap + "Trace ID: " + traceId + gap + "Correlation ID: "
                        + correlationId + gap + "Timestamp: " + stamp);
        body.put("error_codes", List.of(code));
        body.put("timestamp", stamp);
        body.put("trace_id", traceId);
        body.put("correlation_id", correlationId);
        body.put("error_uri", "https://" + host + "/error?code=" + code);
        return body;
    }
}
