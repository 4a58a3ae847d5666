package dev.bellhop.issuer.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellhop.caller.Callers;
import dev.bellhop.issuer.problem.Problem;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The ring for operators: public halves and dates, and changes that keep "published before used" or are refused until they do. */
@Path("/v1/signing-keys")
@Tag(name = "Signing keys", description = "For operators: the key ring, its dates, and rotation by hand")
@Produces(MediaType.APPLICATION_JSON)
class SigningKeyResource {
    private final KeyAdministration administration;
    private final SecurityIdentity identity;

    SigningKeyResource(KeyAdministration administration, SecurityIdentity identity) {
        this.administration = administration;
        this.identity = identity;
    }

    /** Which key. */
    record KeyName(
            @Schema(required = true, description = "id of a published key")
            String kid) {}

    /** Which key to withdraw. */
    record Revocation(
            @Schema(required = true, description = "id of a published key")
            String kid,

            @Schema(
                    description =
                            "revoke although caches may not know the successor yet: verifiers then refuse new tokens too, until they fetch the key set again")
            Boolean acceptUnannouncedSuccessor) {}

    @GET
    @PermissionsAllowed("signing_keys:read")
    @Operation(summary = "The published keys, their dates, and when the next rotation may and will be")
    @APIResponse(responseCode = "503", description = "no key, or the database does not answer")
    public Uni<SigningKeysView> ring() {
        return administration.ring();
    }

    @POST
    @Path("prepare")
    @PermissionsAllowed("signing_keys:manage")
    @Operation(summary = "Publish a successor now, if there is none; usually there always is one")
    @APIResponse(
            responseCode = "409",
            description = "there is one, or the key set is full: the problem says until when")
    public Uni<SigningKeysView> prepare() {
        return administration.prepare(operator());
    }

    @POST
    @Path("activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("signing_keys:manage")
    @Operation(
            summary = "Let this prepared key sign from now on",
            description =
                    "The key that signed is retired, and a new successor prepared. Safe to repeat: for the key that signs nothing changes.")
    @APIResponse(responseCode = "404", description = "no published key has this id")
    @APIResponse(responseCode = "409", description = "not yet safe: the problem's safeAt says when")
    public Uni<SigningKeysView> activate(KeyName key) {
        return administration.activate(operator(), key == null ? null : key.kid());
    }

    @POST
    @Path("rotate")
    @PermissionsAllowed("signing_keys:manage")
    @Operation(
            summary = "Rotate now: whichever key is prepared signs from now on",
            description =
                    "Not waiting for the schedule. A repeated request is refused, for the next successor is too young.")
    @APIResponse(responseCode = "409", description = "not yet safe: the problem's safeAt says when")
    public Uni<SigningKeysView> rotate() {
        return administration.rotate(operator());
    }

    @POST
    @Path("revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("signing_keys:manage")
    @Operation(
            summary = "Withdraw a key at once (emergency)",
            description =
                    "It leaves the key set and its private half is erased; tokens that it signed are refused. If it was the one that signs, the"
                            + " prepared key takes over. The answer says which tokens die and when every cache is clean.")
    @APIResponse(responseCode = "404", description = "no published key has this id")
    @APIResponse(
            responseCode = "409",
            description = "it signs, and caches may not know its successor before the problem's safeAt")
    public Uni<RevocationView> revoke(Revocation revocation) {
        return revocation == null
                ? administration.revoke(operator(), null, false)
                : administration.revoke(
                        operator(), revocation.kid(), Boolean.TRUE.equals(revocation.acceptUnannouncedSuccessor()));
    }

    private Operator operator() {
        return Operator.of(Callers.of(identity));
    }

    /** A problem (RFC 9457) with the moment from which the request is granted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefusalProblem(String type, String title, int status, String detail, String instance, Instant safeAt) {}

    @ServerExceptionMapper
    public Response refused(RefusedChange failure) {
        RingRefusal refusal = failure.refusal();
        RefusalProblem problem = new RefusalProblem(
                "urn:bellhop:problem:" + refusal.reason().code(),
                refusal.reason().code().replace('-', ' '),
                refusal.reason().status,
                refusal.getMessage(),
                "urn:uuid:" + failure.correlationId(),
                refusal.safeAt().orElse(null));
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem)
                .build();
    }
}
