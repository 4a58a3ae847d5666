package dev.bellhop.config.automation;

import dev.bellhop.config.administration.Answers;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.audit.Authors;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.Checks;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Admin API over automations. */
@Path("/v1/organizations/{organization}/automations")
@Tag(name = "Automations", description = "What is kicked off; it resolves exactly the variables assigned to it")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AutomationResource {
    private final Automations automations;
    private final Authors authors;

    AutomationResource(Automations automations, Authors authors) {
        this.automations = automations;
        this.authors = authors;
    }

    @POST
    @PermissionsAllowed("automations:manage")
    @Operation(summary = "Create an automation")
    @APIResponseSchema(
            value = AutomationView.class,
            responseCode = "201",
            responseDescription = "created; Location and ETag name it")
    @APIResponse(responseCode = "409", description = "the name is taken")
    public Uni<RestResponse<AutomationView>> create(
            UUID organization, AutomationRequest request, @Context UriInfo uri) {
        return automations
                .create(organization, Checks.passed(request, null), authors.current())
                .map(view -> Answers.created(uri, view));
    }

    @GET
    @PermissionsAllowed("automations:read")
    @Operation(summary = "List automations, oldest first; by name where its beginning is given")
    public Uni<Page<AutomationView>> list(
            UUID organization, @RestQuery String limit, @RestQuery String cursor, @RestQuery String name) {
        Filter filter = Filter.named(name);
        return automations.list(organization, PageRequest.of(limit, cursor, filter.isByName()), filter);
    }

    @GET
    @Path("{automation}")
    @PermissionsAllowed("automations:read")
    @Operation(summary = "Read an automation")
    @APIResponseSchema(
            value = AutomationView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "404", description = "the organization has no automation of this id")
    public Uni<RestResponse<AutomationView>> get(UUID organization, UUID automation) {
        return automations.get(organization, automation).map(Answers::ok);
    }

    @PUT
    @Path("{automation}")
    @PermissionsAllowed("automations:manage")
    @Operation(summary = "Replace an automation")
    @APIResponseSchema(
            value = AutomationView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "409", description = "the name is taken")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<RestResponse<AutomationView>> replace(
            UUID organization, UUID automation, @RestHeader("If-Match") String ifMatch, AutomationRequest request) {
        return automations
                .replace(
                        organization,
                        automation,
                        IfMatch.of(ifMatch),
                        Checks.passed(request, automation),
                        authors.current())
                .map(Answers::ok);
    }

    @DELETE
    @Path("{automation}")
    @PermissionsAllowed("automations:manage")
    @Operation(summary = "Delete an automation; its variables stay, no longer assigned to it")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Void> delete(UUID organization, UUID automation, @RestHeader("If-Match") String ifMatch) {
        return automations.delete(organization, automation, IfMatch.of(ifMatch), authors.current());
    }
}
