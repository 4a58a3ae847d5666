package dev.bellhop.config.workloadidentity;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Admin API over workload identity configs: which subject of our issuer may become which Entra application. */
@Path("/v1/organizations/{organization}/workload-identity-configs")
@Tag(name = "Workload identity configs", description = "Which subject of the issuer becomes which identity of a cloud")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class WorkloadIdentityConfigResource {
    private final WorkloadIdentityConfigs configs;
    private final Authors authors;

    WorkloadIdentityConfigResource(WorkloadIdentityConfigs configs, Authors authors) {
        this.configs = configs;
        this.authors = authors;
    }

    @POST
    @PermissionsAllowed("workload_identity_configs:manage")
    @Operation(summary = "Create a workload identity config")
    @APIResponseSchema(
            value = WorkloadIdentityConfigView.class,
            responseCode = "201",
            responseDescription = "created; Location and ETag name it")
    @APIResponse(responseCode = "409", description = "the name is taken, or credentials hold the config to its cloud")
    public Uni<RestResponse<WorkloadIdentityConfigView>> create(
            UUID organization, WorkloadIdentityConfigRequest request, @Context UriInfo uri) {
        return configs.create(organization, Checks.passed(request, null), authors.current())
                .map(view -> Answers.created(uri, view));
    }

    @GET
    @PermissionsAllowed("workload_identity_configs:read")
    @Operation(summary = "List workload identity configs, oldest first; by name where its beginning is given")
    public Uni<Page<WorkloadIdentityConfigView>> list(
            UUID organization,
            @RestQuery String limit,
            @RestQuery String cursor,
            @RestQuery String name,
            @Parameter(schema = @Schema(implementation = CloudProvider.class)) @RestQuery String provider) {
        Filter filter =
                Filter.named(name).having("cloudProvider", Checks.word(CloudProvider.class, "provider", provider));
        return configs.list(organization, PageRequest.of(limit, cursor, filter.isByName()), filter);
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("workload_identity_configs:read")
    @Operation(summary = "Read a workload identity config")
    @APIResponseSchema(
            value = WorkloadIdentityConfigView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "404", description = "the organization has no workload identity config of this id")
    public Uni<RestResponse<WorkloadIdentityConfigView>> get(UUID organization, UUID id) {
        return configs.get(organization, id).map(Answers::ok);
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed("workload_identity_configs:manage")
    @Operation(summary = "Replace a workload identity config")
    @APIResponseSchema(
            value = WorkloadIdentityConfigView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "409", description = "the name is taken, or credentials hold the config to its cloud")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<RestResponse<WorkloadIdentityConfigView>> replace(
            UUID organization, UUID id, @RestHeader("If-Match") String ifMatch, WorkloadIdentityConfigRequest request) {
        return configs.replace(organization, id, IfMatch.of(ifMatch), Checks.passed(request, id), authors.current())
                .map(Answers::ok);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed("workload_identity_configs:manage")
    @Operation(summary = "Delete a workload identity config")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "409", description = "credentials use it; usedBy names them")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Void> delete(UUID organization, UUID id, @RestHeader("If-Match") String ifMatch) {
        return configs.delete(organization, id, IfMatch.of(ifMatch), authors.current());
    }
}
