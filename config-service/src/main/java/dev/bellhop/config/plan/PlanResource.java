package dev.bellhop.config.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What resolvers read at every kickoff. */
@Path("/v1/organizations/{organization}/automations/{automation}")
@Tag(name = "Resolution", description = "For resolvers: what one automation's environment is made of")
@Produces(MediaType.APPLICATION_JSON)
class PlanResource {
    private final Plans plans;
    private final ObjectMapper json;

    PlanResource(Plans plans, ObjectMapper json) {
        this.plans = plans;
        this.json = json;
    }

    @GET
    @Path("resolution-plan")
    @PermissionsAllowed("resolution_plans:read")
    @Operation(summary = "All that resolving the automation needs, but the values")
    @APIResponse(
            responseCode = "200",
            description = "the plan; its ETag changes when another outcome is possible",
            content = @Content(schema = @Schema(implementation = ResolutionPlan.class)))
    @APIResponse(responseCode = "304", description = "nothing changed since the plan with the tag in If-None-Match")
    @APIResponse(responseCode = "404", description = "there is no such organization or automation")
    @APIResponse(
            responseCode = "409",
            description = "the organization or the automation is disabled, or the automation is beyond its limits")
    public Uni<RestResponse<byte[]>> plan(
            UUID organization, UUID automation, @RestHeader("If-None-Match") String ifNoneMatch) {
        return plans.plan(organization, automation)
                .map(drawn -> PlanTag.of(drawn, json))
                .map(tagged -> answer(tagged, tagged.matches(ifNoneMatch)));
    }

    @POST
    @Path("resolution-values")
    @PermissionsAllowed("resolution_values:read")
    @Operation(summary = "The values kept here that the automation's plan names; never to be cached")
    @APIResponseSchema(value = ResolutionValues.class, responseCode = "200", responseDescription = "in clear")
    @APIResponse(responseCode = "404", description = "there is no such organization or automation")
    @APIResponse(
            responseCode = "409",
            description = "the organization or the automation is disabled, or the automation is beyond its limits")
    public Uni<RestResponse<ResolutionValues>> values(UUID organization, UUID automation) {
        return plans.values(organization, automation)
                .map(values -> ResponseBuilder.ok(values)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private static RestResponse<byte[]> answer(PlanTag tagged, boolean known) {
        ResponseBuilder<byte[]> answer =
                known ? ResponseBuilder.create(Status.NOT_MODIFIED) : ResponseBuilder.ok(tagged.body());
        return answer.header(HttpHeaders.ETAG, tagged.tag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache") // may be kept, is asked for each time
                .build();
    }
}
