package dev.bellhop.issuer.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures of this service's resources as problem documents, in one place. 401 and 403 are written by caller-identity. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response unavailable(IssuerException failure) {
        UUID correlationId = UUID.randomUUID();
        LOG.warnf(
                "cannot serve reason=%s correlationId=%s: %s",
                failure.reason().code(), correlationId, failure.getMessage());
        return answer(Problem.of(failure, correlationId))
                .header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        Response answer = failure.getResponse();
        UUID correlationId = UUID.randomUUID();
        if (answer.getStatus() >= 500) {
            LOG.errorf(failure, "internal error correlationId=%s", correlationId);
            return answer(Problem.internal(answer.getStatus(), correlationId)).build();
        }
        String title = answer.getStatusInfo().getReasonPhrase();
        Response.ResponseBuilder problem =
                answer(Problem.http(answer.getStatus(), title, detail(answer), correlationId));
        if (answer.getHeaderString(HttpHeaders.ALLOW) != null) {
            problem.header(HttpHeaders.ALLOW, answer.getHeaderString(HttpHeaders.ALLOW));
        }
        return problem.build();
    }

    @ServerExceptionMapper
    Response internal(Throwable failure) {
        UUID correlationId = UUID.randomUUID();
        LOG.errorf(failure, "internal error correlationId=%s", correlationId);
        return answer(Problem.internal(500, correlationId)).build();
    }

    private static String detail(Response answer) {
        return switch (answer.getStatus()) {
            case 404 -> "this service has nothing at this path";
            case 405 -> "this path does not answer this method";
            case 413 -> "the body is larger than this service reads";
            default -> answer.getStatusInfo().getReasonPhrase();
        };
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
