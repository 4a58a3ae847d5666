package dev.bellhop.resolver.connection;

import dev.bellhop.caller.Callers;
import dev.bellhop.resolver.input.InvalidInput;
import dev.bellhop.resolver.problem.Problem;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** For those who set credentials up: does this one work, and which secrets does it lead to. */
@Path("/v1/organizations/{organization}/secret-provider-credentials/{id}")
@Tag(name = "Connections")
class ConnectionResource {
    private static final int MOST_NAMES = 100;

    private final Connections connections;

    ConnectionResource(Connections connections) {
        this.connections = connections;
    }

    /** Goes on when the client has gone: what it had read is still to be recorded. */
    @POST
    @Path("test")
    @Cancellable(false)
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @PermissionsAllowed("secret_providers:manage")
    @Operation(summary = "Tries the way to the vault leg by leg, each by a request made now; never shows a value")
    @APIResponse(responseCode = "200", description = "how each leg ended, why, and what to do")
    @APIResponse(responseCode = "404", description = "the organization has no such credential")
    @APIResponse(responseCode = "503", description = "its audit record could not be written")
    public Uni<RestResponse<ConnectionReport>> test(
            UUID organization, UUID id, byte[] body, @Context SecurityIdentity identity) {
        ConnectionRequest request = ConnectionRequest.parse(body);
        return connections
                .test(organization, id, request, Callers.of(identity))
                .map(report -> ResponseBuilder.ok(report)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @GET
    @Path("secret-names")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @PermissionsAllowed("secret_providers:read")
    @Operation(summary = "Names of secrets that begin so; the names used already where the vault does not list them")
    @APIResponse(responseCode = "200", description = "at most 100 names in order, and why there may be more")
    @APIResponse(responseCode = "404", description = "the organization has no such credential")
    public Uni<RestResponse<OfferedNames>> names(
            UUID organization, UUID id, @RestQuery String prefix, @RestQuery UUID automationId) {
        if (prefix != null && prefix.length() > 127) {
            throw new InvalidInput("prefix", "at most 127 characters");
        }
        return connections
                .names(organization, id, Optional.ofNullable(automationId), prefix == null ? "" : prefix, MOST_NAMES)
                .map(names -> ResponseBuilder.ok(names)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }
}
