package dev.bellhop.resolver.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.resolver.input.InvalidInput.FieldError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/**
 * A problem document (RFC 9457, section 3).
 *
 * @param instance {@code urn:uuid:} and the correlation id that stands in the log too
 * @param errors members of the request that were refused
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(Include.NON_EMPTY) List<Field> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One refused member. */
    public record Field(
            String field,
            String expected,
            @JsonInclude(Include.NON_NULL) String fix) {
        static Field of(FieldError error) {
            return new Field(error.field(), error.expected(), error.fix());
        }
    }

    /** A problem of the caller's. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(
                "urn:bellhop:problem:" + code, title, status, detail, "urn:uuid:" + UUID.randomUUID(), List.of());
    }

    static Problem invalid(List<FieldError> errors) {
        return new Problem(
                "urn:bellhop:problem:request-invalid",
                "the request is not as it has to be",
                400,
                "see errors for each member and what it has to be",
                "urn:uuid:" + UUID.randomUUID(),
                errors.stream().map(Field::of).toList());
    }

    /** A problem of ours: its correlation id, and nothing else. */
    public static Problem internal(int status, UUID correlation) {
        return new Problem(
                "urn:bellhop:problem:internal-error",
                "internal error",
                status,
                "correlation id " + correlation,
                "urn:uuid:" + correlation,
                List.of());
    }

    /** As a response that nobody keeps. */
    public Response toResponse() {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this)
                .build();
    }
}
