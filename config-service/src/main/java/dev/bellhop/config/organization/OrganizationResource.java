package dev.bellhop.config.organization;

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

/** Admin API over organizations. */
@Path("/v1/organizations")
@Tag(name = "Organizations", description = "Whose everything else is; a disabled organization's plans are refused")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class OrganizationResource {
    private final Organizations organizations;
    private final Authors authors;

    OrganizationResource(Organizations organizations, Authors authors) {
        this.organizations = organizations;
        this.authors = authors;
    }

    @POST
    @PermissionsAllowed("organizations:manage")
    @Operation(summary = "Create an organization; the permission must hold for every organization")
    @APIResponseSchema(
            value = OrganizationView.class,
            responseCode = "201",
            responseDescription = "created; Location and ETag name it")
    @APIResponse(responseCode = "409", description = "the name is taken, or the id is or was in use")
    public Uni<RestResponse<OrganizationView>> create(OrganizationRequest request, @Context UriInfo uri) {
        return organizations
                .create(Checks.passed(request, null), authors.current())
                .map(view -> Answers.created(uri, view));
    }

    @GET
    @PermissionsAllowed("organizations:read")
    @Operation(
            summary =
                    "List the organizations that the caller may read, oldest first; by name where its beginning is given")
    public Uni<Page<OrganizationView>> list(@RestQuery String limit, @RestQuery String cursor, @RestQuery String name) {
        Filter filter = Filter.named(name);
        return organizations.list(
                PageRequest.of(limit, cursor, filter.isByName()),
                filter,
                authors.current().caller());
    }

    @GET
    @Path("{organization}")
    @PermissionsAllowed("organizations:read")
    @Operation(summary = "Read an organization")
    @APIResponseSchema(
            value = OrganizationView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "404", description = "there is no such organization")
    public Uni<RestResponse<OrganizationView>> get(UUID organization) {
        return organizations.get(organization).map(Answers::ok);
    }

    @PUT
    @Path("{organization}")
    @PermissionsAllowed("organizations:manage")
    @Operation(summary = "Replace an organization")
    @APIResponseSchema(
            value = OrganizationView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "409", description = "the name is taken")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<RestResponse<OrganizationView>> replace(
            UUID organization, @RestHeader("If-Match") String ifMatch, OrganizationRequest request) {
        return organizations
                .replace(organization, IfMatch.of(ifMatch), Checks.passed(request, organization), authors.current())
                .map(Answers::ok);
    }

    @DELETE
    @Path("{organization}")
    @PermissionsAllowed("organizations:manage")
    @Operation(summary = "Delete an empty organization; its id stays taken and its audit entries stay readable")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "409", description = "it is not empty; usedBy names what is in it")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Void> delete(UUID organization, @RestHeader("If-Match") String ifMatch) {
        return organizations.delete(organization, IfMatch.of(ifMatch), authors.current());
    }
}
