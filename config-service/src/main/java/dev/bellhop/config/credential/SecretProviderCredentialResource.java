package dev.bellhop.config.credential;

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

/** Admin API over secret provider credentials: a vault, and how to authenticate to it. */
@Path("/v1/organizations/{organization}/secret-provider-credentials")
@Tag(
        name = "Secret provider credentials",
        description =
                "A vault, and how to authenticate to it. One that authenticates by workload identity needs workload_identity_configs:manage to write, too")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class SecretProviderCredentialResource {
    private final SecretProviderCredentials credentials;
    private final Authors authors;

    SecretProviderCredentialResource(SecretProviderCredentials credentials, Authors authors) {
        this.credentials = credentials;
        this.authors = authors;
    }

    @POST
    @PermissionsAllowed("secret_providers:manage")
    @Operation(summary = "Create a secret provider credential")
    @APIResponseSchema(
            value = SecretProviderCredentialView.class,
            responseCode = "201",
            responseDescription = "created; Location and ETag name it")
    @APIResponse(responseCode = "409", description = "the name is taken")
    public Uni<RestResponse<SecretProviderCredentialView>> create(
            UUID organization, SecretProviderCredentialRequest request, @Context UriInfo uri) {
        return credentials
                .create(organization, Checks.passed(request, null), authors.current())
                .map(view -> Answers.created(uri, view));
    }

    @GET
    @PermissionsAllowed("secret_providers:read")
    @Operation(summary = "List secret provider credentials, oldest first; by name where its beginning is given")
    public Uni<Page<SecretProviderCredentialView>> list(
            UUID organization,
            @RestQuery String limit,
            @RestQuery String cursor,
            @RestQuery String name,
            @Parameter(schema = @Schema(implementation = SecretProvider.class)) @RestQuery String provider) {
        Filter filter = Filter.named(name).having("provider", Checks.word(SecretProvider.class, "provider", provider));
        return credentials.list(organization, PageRequest.of(limit, cursor, filter.isByName()), filter);
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("secret_providers:read")
    @Operation(summary = "Read a secret provider credential")
    @APIResponseSchema(
            value = SecretProviderCredentialView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "404", description = "the organization has no secret provider credential of this id")
    public Uni<RestResponse<SecretProviderCredentialView>> get(UUID organization, UUID id) {
        return credentials.get(organization, id).map(Answers::ok);
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed("secret_providers:manage")
    @Operation(summary = "Replace a secret provider credential")
    @APIResponseSchema(
            value = SecretProviderCredentialView.class,
            responseCode = "200",
            responseDescription = "as it is now; ETag names it")
    @APIResponse(responseCode = "409", description = "the name is taken")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<RestResponse<SecretProviderCredentialView>> replace(
            UUID organization,
            UUID id,
            @RestHeader("If-Match") String ifMatch,
            SecretProviderCredentialRequest request) {
        return credentials
                .replace(organization, id, IfMatch.of(ifMatch), Checks.passed(request, id), authors.current())
                .map(Answers::ok);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed("secret_providers:manage")
    @Operation(summary = "Delete a secret provider credential")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "409", description = "variables use it; usedBy names them")
    @APIResponse(responseCode = "412", description = "it changed since the ETag was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Void> delete(UUID organization, UUID id, @RestHeader("If-Match") String ifMatch) {
        return credentials.delete(organization, id, IfMatch.of(ifMatch), authors.current());
    }
}
