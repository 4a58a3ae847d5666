package dev.bellhop.config.variable;

import dev.bellhop.config.administration.Answers;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.audit.Authors;
import dev.bellhop.config.credential.SecretProvider;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Admin API over environment variables: what an automation finds in its environment, and where it comes from. */
@Path("/v1/organizations/{organization}/environment-variables")
@Tag(
        name = "Environment variables",
        description =
                "What an automation finds in its environment. One that reads a vault needs secret_providers:read to write, too")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class EnvironmentVariableResource {
    private final EnvironmentVariables variables;
    private final Authors authors;

    EnvironmentVariableResource(EnvironmentVariables variables, Authors authors) {
        this.variables = variables;
        this.authors = authors;
    }

    @POST
    @PermissionsAllowed("environment_variables:manage")
    @Operation(summary = "Create an environment variable")
    @APIResponseSchema(
            value = EnvironmentVariableView.class,
            responseCode = "201",
            responseDescription = "created; Location and ETag name it")
    @APIResponse(
            responseCode = "409",
            description = "an automation would have two variables with one key, or more than its limits")
    public Uni<RestResponse<EnvironmentVariableView>> create(
            UUID organization, EnvironmentVariableRequest request, @Context UriInfo uri) {
        return variables
                .create(organization, Checks.passed(request, null), authors.current())
                .map(view -> Answers.created(uri, view));
    }

    @GET
    @PermissionsAllowed("environment_variables:read")
    @Operation(summary = "List environment variables, oldest first; by key where its beginning is given")
    public Uni<Page<EnvironmentVariableView>> list(
            UUID organization,
            @RestQuery String limit,
            @RestQuery String cursor,
            @RestQuery String name,
            @Parameter(schema = @Schema(implementation = SecretProvider.class)) @RestQuery String provider,
            @RestQuery("automation") UUID automation) {
        Filter filter = Filter.named("key", name)
                .when(
                        EnvironmentVariableRepository.READ_FROM,
                        "from",
                        Checks.word(SecretProvider.class, "provider", provider));
        return variables.list(organization, PageRequest.of(limit, cursor, filter.isByName()), filter, automation);
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("environment_variables:read")
    @Operation(summary = "Read an environment variable")
    @APIResponseSchema(
            value = EnvironmentVariableView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "404", description = "the organization has no environment variable of this id")
    public Uni<RestResponse<EnvironmentVariableView>> get(UUID organization, UUID id) {
        return variables.get(organization, id).map(Answers::ok);
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed("environment_variables:manage")
    @Operation(summary = "Replace an environment variable")
    @APIResponseSchema(
            value = EnvironmentVariableView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(
            responseCode = "409",
            description = "an automation would have two variables with one key, or more than its limits")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<RestResponse<EnvironmentVariableView>> replace(
            UUID organization, UUID id, @RestHeader("If-Match") String ifMatch, EnvironmentVariableRequest request) {
        return variables
                .replace(organization, id, IfMatch.of(ifMatch), Checks.passed(request, id), authors.current())
                .map(Answers::ok);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed("environment_variables:manage")
    @Operation(summary = "Delete an environment variable")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "409", description = "it is assigned to automations; usedBy names them")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Void> delete(UUID organization, UUID id, @RestHeader("If-Match") String ifMatch) {
        return variables.delete(organization, id, IfMatch.of(ifMatch), authors.current());
    }
}
