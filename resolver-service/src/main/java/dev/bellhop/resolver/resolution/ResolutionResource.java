package dev.bellhop.resolver.resolution;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.Callers;
import dev.bellhop.resolver.delivery.AuditTrail;
import dev.bellhop.resolver.input.InvalidInput;
import dev.bellhop.resolver.problem.Problem;
import dev.bellhop.resolver.resolution.Slots.NoSlot;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Resolutions for workers that ask instead of waiting for a result: the same pipeline, slots and audit as for a kickoff record. */
@Path("/v1/organizations/{organization}/automations/{automation}/resolutions")
@Tag(name = "Resolutions")
class ResolutionResource {
    private static final Logger LOG = Logger.getLogger(ResolutionResource.class);
    private static final String PERMISSION = "kickoffs:resolve";
    private static final String AUTOMATIONS = "automations:read";
    private static final String VARIABLES = "environment_variables:read";

    private final Resolution resolution;
    private final Slots slots;
    private final TimeLimit timeLimit;
    private final AuditTrail audit;
    private final ResolutionConfig config;

    ResolutionResource(
            Resolution resolution, Slots slots, TimeLimit timeLimit, AuditTrail audit, ResolutionConfig config) {
        this.resolution = resolution;
        this.slots = slots;
        this.timeLimit = timeLimit;
        this.audit = audit;
        this.config = config;
    }

    /** Goes on when the client has gone: what it had read is still to be recorded. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @PermissionsAllowed({PERMISSION, AUTOMATIONS})
    @Operation(summary = "Resolves the automation's environment now, sealed to the recipient's key")
    @APIResponse(responseCode = "200", description = "the result document, as on the results topic")
    @APIResponse(responseCode = "422", description = "not resolved: every variable that failed, why, and what to do")
    @APIResponse(responseCode = "424", description = "not resolved, but the same request may succeed shortly")
    @APIResponse(
            responseCode = "429",
            description = "too many resolutions wait already, or there was no slot before the deadline")
    public Uni<Response> resolve(
            UUID organization,
            UUID automation,
            @Parameter(
                            description =
                                    "true: reads everything as for a kickoff, and says what would happen to each variable; delivers nothing")
                    @RestQuery
                    String dryRun,
            byte[] body,
            @Context SecurityIdentity identity,
            @Context UriInfo uri) {
        TimeLimit.Receipt receipt = timeLimit.receipt();
        Caller caller = Callers.of(identity);
        boolean dry = isDryRun(dryRun, uri);
        if (!mayResolve(caller, dry, organization, automation)) {
            throw new ForbiddenException();
        }
        ResolutionRequest request = ResolutionRequest.parse(body);
        if (!dry && request.recipient().isEmpty() && !config.allowClear()) {
            throw new InvalidInput(
                    "recipient",
                    "the public key the environment is sealed to: a JWK on P-256",
                    "make a key pair and send its public half");
        }
        Kickoff kickoff = new Kickoff(
                request.kickoffId(),
                organization,
                automation,
                request.kind(),
                dry ? Optional.empty() : request.recipient(),
                !dry && request.recipient().isEmpty(),
                Kickoff.Edge.HTTP,
                caller,
                receipt.at(),
                receipt.deadline(request.deadline()),
                Optional.empty(),
                dry);
        return slots.inUnlessCrowded(organization, kickoff.deadline().remaining(), () -> resolution.resolve(kickoff))
                .invoke(this::recordWhatIsOwed)
                .map(dry ? ResolutionAnswer::ofDryRun : ResolutionAnswer::of)
                .onFailure(NoSlot.class)
                .recoverWithItem(refused -> crowded(kickoff, (NoSlot) refused));
    }

    private static boolean isDryRun(String dryRun, UriInfo uri) {
        boolean others = uri.getQueryParameters().keySet().stream().anyMatch(name -> !"dryRun".equals(name));
        if (others || (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false"))) {
            throw new InvalidInput("query", "no query parameters but dryRun, which is true or false");
        }
        return "true".equals(dryRun);
    }

    /** A dry run delivers nothing: whoever may see automations and their variables may see what would become of them. */
    private static boolean mayResolve(Caller caller, boolean dry, UUID organization, UUID automation) {
        return dry
                ? caller.may(AUTOMATIONS, organization, automation) && caller.may(VARIABLES, organization, automation)
                : caller.may(PERMISSION, organization, automation);
    }

    /** An answer that nothing may leave waits for nobody; its record is written as soon as the topic takes it. */
    private void recordWhatIsOwed(Outcome outcome) {
        if (!outcome.recorded()) {
            audit.recordAtLast(outcome.audit())
                    .subscribe()
                    .with(
                            recorded -> LOG.infof(
                                    "Audit record written at last: kickoffId=%s",
                                    outcome.kickoff().id()),
                            failure -> LOG.errorf(
                                    "Audit record not written before this replica stopped: kickoffId=%s, %s",
                                    outcome.kickoff().id(), failure.getClass().getName()));
        }
    }

    static Response crowded(Kickoff kickoff, NoSlot refused) {
        if (refused.stopping()) {
            LOG.infof("Not resolved, this replica is stopping: kickoffId=%s", kickoff.id());
        }
        Response answer = refused.stopping()
                ? Problem.internal(503, kickoff.id()).toResponse()
                : Problem.of(429, "overloaded", "too many resolutions wait already", "ask again shortly")
                        .toResponse();
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }
}
