package dev.bellhop.resolver.problem;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.input.InvalidInput;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures of a request become problem documents. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response invalid(InvalidInput invalid) {
        return Problem.invalid(invalid.errors()).toResponse();
    }

    /** What another service refused, where a request is about nothing else. */
    @ServerExceptionMapper
    public Response unresolved(ResolutionException failure) {
        Diagnosis diagnosis = failure.diagnosis();
        int status = diagnosis.reason() == Reason.CREDENTIAL_MISSING ? 404 : FailureStatus.of(diagnosis);
        if (status >= 500) {
            UUID correlation = UUID.randomUUID();
            LOG.errorf(
                    "Request failed: correlationId=%s, reason=%s",
                    correlation, diagnosis.reason().code());
            return Problem.internal(status, correlation).toResponse();
        }
        return Problem.of(
                        status, diagnosis.reason().code(), diagnosis.title(), diagnosis.cause() + " " + diagnosis.fix())
                .toResponse();
    }

    /** What the framework refuses: no such path, method or media type. Its own message is not repeated. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        if (status >= 500) {
            return internal(refused);
        }
        Response answer =
                switch (status) {
                    case 400 ->
                        Problem.of(
                                        400,
                                        "request-invalid",
                                        "the request is not as it has to be",
                                        "see the API's description")
                                .toResponse();
                    case 404 ->
                        Problem.of(404, "not-found", "nothing is found here", "check the path and the ids in it")
                                .toResponse();
                    case 405 ->
                        Problem.of(405, "method-not-allowed", "this method is not offered here", "see the Allow header")
                                .toResponse();
                    case 406 ->
                        Problem.of(
                                        406,
                                        "not-acceptable",
                                        "not available in a form you accept",
                                        "accept application/json")
                                .toResponse();
                    case 415 ->
                        Problem.of(
                                        415,
                                        "media-type-unsupported",
                                        "this media type is not read here",
                                        "send application/json")
                                .toResponse();
                    default ->
                        Problem.of(status, "request-refused", "the request was refused", "see the status")
                                .toResponse();
                };
        String allowed = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    @ServerExceptionMapper
    public Response internal(Throwable failure) {
        UUID correlation = UUID.randomUUID();
        StackTraceElement[] trace = failure.getStackTrace();
        LOG.errorf(
                "Internal error: correlationId=%s, %s at %s",
                correlation, failure.getClass().getName(), trace.length == 0 ? "unknown" : trace[0]);
        return Problem.internal(500, correlation).toResponse();
    }
}
