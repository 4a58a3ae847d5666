package dev.bellhop.caller;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 401 and 403 as problem documents, and 503 where the fault is not the caller's. The challenge header is the mechanism's. */
final class CallerProblems {
    private static final Logger LOG = Logger.getLogger(CallerProblems.class);

    @ServerExceptionMapper
    public Response refused(AuthenticationFailedException failure, RoutingContext context) {
        if (!(failure.getCause() instanceof CallerException refusal)) {
            return unauthenticated("authentication failed");
        }
        if (refusal.retryable()) {
            context.response().headers().remove(HttpHeaderNames.WWW_AUTHENTICATE);
            Problem problem = Problem.of(503, refusal.reason().code(), refusal.getMessage());
            log(problem, refusal);
            return problem.response().header("Retry-After", "1").build();
        }
        Problem problem = Problem.of(401, "unauthenticated", refusal.getMessage());
        log(problem, refusal);
        return problem.response().build();
    }

    @ServerExceptionMapper
    public Response missing(UnauthorizedException failure) {
        return unauthenticated("a bearer token of a trusted issuer is needed");
    }

    /** One answer for all refusals, whether the organization exists or not. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        Problem problem = Problem.of(
                403,
                "forbidden",
                "the caller has no entitlement that gives the permission needed here for this organization");
        LOG.infof("forbidden: correlationId=%s", problem.correlation());
        return problem.response().build();
    }

    private static Response unauthenticated(String detail) {
        return Problem.of(401, "unauthenticated", detail).response().build();
    }

    private static void log(Problem problem, CallerException refusal) {
        LOG.infof(
                "caller refused: reason=%s correlationId=%s %s",
                refusal.reason().code(), problem.correlation(), refusal.getMessage());
    }
}
