package dev.bellhop.caller;

import dev.bellhop.caller.CallerException.Reason;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 401 and 403 as problem documents, and 503 where the fault is not the caller's. The challenge header is the mechanism's. */
final class CallerProblems {
    private static final Logger LOG = Logger.getLogger(CallerProblems.class);

    @ServerExceptionMapper
    public Response refused(AuthenticationFailedException failure, RoutingContext context) {
        CallerException refusal = failure.getCause() instanceof CallerException known
                ? known
                : new CallerException(Reason.TOKEN_MALFORMED, "authentication failed", failure);
        return refusal.retryable() ? unavailable(refusal, context) : unauthenticated(refusal);
    }

    @ServerExceptionMapper
    public Response missing(UnauthorizedException failure, RoutingContext context) {
        context.response().headers().set(HttpHeaderNames.WWW_AUTHENTICATE, BearerMechanism.CHALLENGE);
        return unauthenticated(
                new CallerException(Reason.TOKEN_MISSING, "a bearer token of a trusted issuer is needed here"));
    }

    /**
     * Names the permissions that the method needs and the organization of the address: both are known to whoever asked, so the
     * answer is the same whether the organization exists or not.
     */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, RoutingContext context, ResourceInfo resource, UriInfo uri) {
        List<String> needed = needed(failure, resource);
        Optional<UUID> organization = Optional.ofNullable(
                        uri.getPathParameters().getFirst("organization"))
                .flatMap(TrustedCaller::uuid);
        Problem problem = Problem.of(
                403,
                "forbidden",
                "no entitlement of the caller gives "
                        + (needed.isEmpty() ? "the permission that is needed" : String.join(" and ", needed))
                        + (failure instanceof PermissionMissing missing ? missing.where() : "")
                        + organization.map(id -> " in organization " + id).orElse(", where it is needed"));
        Caller caller = context.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getAttribute(Callers.ATTRIBUTE)
                : null;
        LOG.infof(
                "caller refused: reason=forbidden correlationId=%s caller=%s subject=%s method=%s path=%s",
                problem.correlation(),
                caller == null ? null : caller.name(),
                Presented.of(caller == null ? null : caller.subject()),
                context.request().method(),
                Presented.of(context.request().path()));
        JsonObject document = problem.document();
        if (!needed.isEmpty()) {
            document.put("permissions", new JsonArray(needed));
        }
        organization.ifPresent(id -> document.put("organizationId", id.toString()));
        return problem.response(document);
    }

    /** What the code asked for beyond its annotations, or else what they say. */
    private static List<String> needed(ForbiddenException failure, ResourceInfo resource) {
        if (failure instanceof PermissionMissing missing) {
            return List.of(missing.permission());
        }
        Method method = resource == null ? null : resource.getResourceMethod();
        return method == null
                ? List.of()
                : Arrays.stream(OrganizationMembership.needed(method))
                        .flatMap(one -> Arrays.stream(one.value()))
                        .toList();
    }

    private static Response unauthenticated(CallerException refusal) {
        Problem problem = Problem.of(401, "unauthenticated", refusal.getMessage());
        log(problem, refusal);
        return problem.response(
                problem.document().put("reason", refusal.reason().code()));
    }

    private static Response unavailable(CallerException refusal, RoutingContext context) {
        context.response().headers().remove(HttpHeaderNames.WWW_AUTHENTICATE);
        Problem problem = Problem.of(503, refusal.reason().code(), refusal.getMessage());
        log(problem, refusal);
        return Response.fromResponse(problem.response(problem.document()))
                .header("Retry-After", "1")
                .build();
    }

    private static void log(Problem problem, CallerException refusal) {
        LOG.logf(
                refusal.reason() == Reason.TOKEN_MISSING ? Logger.Level.DEBUG : Logger.Level.INFO,
                "caller refused: reason=%s correlationId=%s %s",
                refusal.reason().code(),
                problem.correlation(),
                refusal.getMessage());
    }
}
