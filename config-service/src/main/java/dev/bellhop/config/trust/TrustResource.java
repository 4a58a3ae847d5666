package dev.bellhop.config.trust;

import dev.bellhop.config.audit.Authors;
import dev.bellhop.config.listing.PageRequest;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What an admin does on the cloud's side for one workload identity config. */
@Path("/v1/organizations/{organization}/workload-identity-configs/{id}/trust")
@Tag(name = "Workload identity configs")
@Produces(MediaType.APPLICATION_JSON)
class TrustResource {
    private final Trusts trusts;
    private final Authors authors;

    TrustResource(Trusts trusts, Authors authors) {
        this.trusts = trusts;
        this.authors = authors;
    }

    @GET
    @PermissionsAllowed("workload_identity_configs:read")
    @Operation(
            summary = "What the cloud must be told, with ready text for Azure CLI and Terraform",
            description =
                    "Names of automations need automations:read, vaults secret_providers:read, names of secrets environment_variables:read besides; without them they are left out")
    @APIResponseSchema(value = TrustSetup.class, responseCode = "200", responseDescription = "to be pasted")
    @APIResponse(responseCode = "404", description = "the organization has no workload identity config of this id")
    @APIResponse(responseCode = "503", description = "bellhop.trust.issuer is not set")
    public Uni<RestResponse<TrustSetup>> get(
            UUID organization, UUID id, @RestQuery String limit, @RestQuery String cursor) {
        return trusts.of(
                        organization,
                        id,
                        PageRequest.of(limit, cursor),
                        authors.current().caller())
                .map(setup -> ResponseBuilder.ok(setup)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store") // what the next reader may see of it differs
                        .build());
    }
}
