package dev.bellhop.config.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure as a problem document; 401 and 403 are caller-identity's. What is our fault is logged, the rest is the caller's to read. */
final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response known(ConfigException failure, RoutingContext request) {
        UUID correlation = Correlation.of(request);
        if (failure.reason().status() >= 500 && failure.reason() != Reason.ISSUER_NOT_CONFIGURED) {
            LOG.errorf(failure, "reason=%s correlationId=%s", failure.reason(), correlation);
        } else {
            LOG.debugf("reason=%s correlationId=%s", failure.reason(), correlation);
        }
        return answer(Problem.of(failure, correlation));
    }

    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure, RoutingContext request) {
        return known(JsonFailures.explain(failure), request);
    }

    /** The body is in no encoding of Unicode; the one failure of Jackson's that is not its own type. */
    @ServerExceptionMapper
    public Response noUnicode(CharConversionException failure, RoutingContext request) {
        return known(new ConfigException(Reason.MALFORMED_JSON, "not JSON (RFC 8259): not UTF-8"), request);
    }

    @ServerExceptionMapper
    public Response refusedByFramework(WebApplicationException failure, RoutingContext request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return known(JsonFailures.explain(json), request);
        }
        if (failure.getCause() instanceof ConfigException ours) {
            return known(ours, request);
        }
        Reason reason =
                switch (failure.getResponse().getStatus()) {
                    case 404 -> Reason.NOT_FOUND;
                    case 405 -> Reason.METHOD_NOT_ALLOWED;
                    case 406 -> Reason.NOT_ACCEPTABLE;
                    case 413 -> Reason.BODY_TOO_LARGE;
                    case 415 -> Reason.UNSUPPORTED_MEDIA_TYPE;
                    case 400 -> Reason.INVALID_REQUEST;
                    default -> null;
                };
        if (reason == null) {
            return unexpected(failure, request);
        }
        return known(new ConfigException(reason, "see the API documentation"), request);
    }

    /** Two writers met and the lock on the row did not keep them apart. */
    @ServerExceptionMapper
    public Response stale(OptimisticLockException failure, RoutingContext request) {
        return known(new ConfigException(Reason.STALE, "it changed meanwhile: read it again"), request);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, RoutingContext request) {
        UUID correlation = Correlation.of(request);
        Reason reason = Unavailable.isCauseOf(failure) ? Reason.STORE_UNAVAILABLE : Reason.INTERNAL_ERROR;
        if (reason == Reason.STORE_UNAVAILABLE) {
            LOG.errorf("reason=%s correlationId=%s %s", reason, correlation, failure);
        } else {
            LOG.errorf(failure, "reason=%s correlationId=%s", reason, correlation);
        }
        return answer(Problem.withoutDetail(reason, correlation));
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        return (problem.type().equals(Reason.STORE_UNAVAILABLE.type())
                        ? answer.header(HttpHeaders.RETRY_AFTER, "1")
                        : answer)
                .build();
    }
}
