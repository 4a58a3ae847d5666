package dev.bellhop.config.plan;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What resolvers read of one credential: to test it, and to present its client secret. */
@Path("/v1/organizations/{organization}/secret-provider-credentials/{credential}")
@Tag(name = "Resolution")
@Produces(MediaType.APPLICATION_JSON)
class CredentialPlanResource {
    private static final String NO_STORE = "no-store";

    private final CredentialPlans plans;

    CredentialPlanResource(CredentialPlans plans) {
        this.plans = plans;
    }

    @GET
    @Path("resolution-plan")
    @PermissionsAllowed("resolution_plans:read")
    @Operation(summary = "The credential, what it authenticates by, and the variables that read by it; no values")
    @APIResponseSchema(value = ResolutionPlan.class, responseCode = "200", responseDescription = "as it is now")
    @APIResponse(responseCode = "404", description = "the organization has no such credential")
    @APIResponse(responseCode = "409", description = "the organization is disabled")
    public Uni<RestResponse<ResolutionPlan>> plan(UUID organization, UUID credential) {
        return plans.plan(organization, credential)
                .map(drawn -> ResponseBuilder.ok(drawn.plan())
                        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .build());
    }

    @POST
    @Path("resolution-values")
    @PermissionsAllowed("resolution_values:read")
    @Operation(summary = "The credential's client secret, if it has one; never to be cached")
    @APIResponseSchema(value = ResolutionValues.class, responseCode = "200", responseDescription = "in clear")
    @APIResponse(responseCode = "404", description = "the organization has no such credential")
    @APIResponse(responseCode = "409", description = "the organization is disabled")
    public Uni<RestResponse<ResolutionValues>> values(UUID organization, UUID credential) {
        return plans.values(organization, credential)
                .map(values -> ResponseBuilder.ok(values)
                        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .build());
    }
}
