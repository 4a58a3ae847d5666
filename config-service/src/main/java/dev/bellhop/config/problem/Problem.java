package dev.bellhop.config.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A problem document (RFC 9457, section 3); {@code instance} names the request, as the log does. */
@JsonInclude(Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ConfigException failure, UUID correlation) {
        Reason reason = failure.reason();
        if (reason.status() >= 500 && reason != Reason.ISSUER_NOT_CONFIGURED) {
            return withoutDetail(reason, correlation);
        }
        return new Problem(
                reason.type(),
                reason.title(),
                reason.status(),
                failure.getMessage(),
                instance(correlation),
                failure.errors(),
                failure.members());
    }

    /** What the outside may know of a failure on our side. */
    static Problem withoutDetail(Reason reason, UUID correlation) {
        return new Problem(
                reason.type(),
                reason.title(),
                reason.status(),
                "correlation id " + correlation,
                instance(correlation),
                List.of(),
                Map.of());
    }

    private static String instance(UUID correlation) {
        return "urn:uuid:" + correlation;
    }
}
