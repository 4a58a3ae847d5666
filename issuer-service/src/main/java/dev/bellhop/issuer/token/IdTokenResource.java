package dev.bellhop.issuer.token;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.CallerException;
import dev.bellhop.caller.Callers;
import dev.bellhop.issuer.problem.Problem;
import dev.bellhop.issuer.token.TokenException.Error;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The protocol of GitHub Actions' id tokens, for clients that know no other: they send {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN} as bearer to
 * {@code ACTIONS_ID_TOKEN_REQUEST_URL}, to which they add {@code &audience=}. Open to all as the token endpoint is, and for the same reason: who may
 * have which token, each refusal included, is decided and told in one place, and no annotation may answer before it.
 */
@Path("/v1/organizations/{organization}/id-token")
@Tag(name = "Tokens")
class IdTokenResource {
    /** Tools ask again for each run. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final SubjectTokens tokens;
    private final Outcomes outcomes;
    private final CurrentIdentityAssociation current;

    IdTokenResource(SubjectTokens tokens, Outcomes outcomes, CurrentIdentityAssociation current) {
        this.tokens = tokens;
        this.outcomes = outcomes;
        this.current = current;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A subject token by the protocol of GitHub Actions",
            description =
                    "For Terraform, azure/login and other clients of ACTIONS_ID_TOKEN_REQUEST_URL: set that to this address with ?v=1, and"
                            + " ACTIONS_ID_TOKEN_REQUEST_TOKEN to the caller's own token. Needs subject_tokens:issue and a grant of the audience; the"
                            + " token lives ten minutes.")
    @APIResponse(
            responseCode = "200",
            description = "the token",
            content = @Content(schema = @Schema(implementation = IdTokenAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-request: a parameter is missing, given twice or malformed",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = IdTokenProblem.class)))
    @APIResponse(
            responseCode = "401",
            description = "unauthenticated: no token, or one that proves nobody",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = IdTokenProblem.class)))
    @APIResponse(
            responseCode = "403",
            description = "invalid-target, or unauthorized-client: no grant of this caller gives this token",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = IdTokenProblem.class)))
    @APIResponse(
            responseCode = "503",
            description = "temporarily-unavailable: no key, no issuer URL, or the caller's keys are out of reach",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = IdTokenProblem.class)))
    public Uni<Response> idToken(
            @RestPath String organization,
            @RestQuery @Parameter(description = "1", required = true, schema = @Schema(type = SchemaType.STRING))
                    List<String> v,
            @RestQuery
                    @Parameter(
                            description = "one of bellhop.tokens.audiences",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING))
                    List<String> audience,
            @RestQuery
                    @Parameter(
                            description = "UUID; for an automation's own subject",
                            schema = @Schema(type = SchemaType.STRING))
                    List<String> automation) {
        Attempt attempt = outcomes.begin();
        IdTokenRequest request = new IdTokenRequest(organization, v, audience, automation);
        return tokens.issue(attempt, request::target, proven(), LIFE)
                .map(IdTokenResource::answer)
                .onFailure(TokenException.class)
                .recoverWithItem(refused -> answer(attempt, (TokenException) refused));
    }

    /** Not what GET would answer: that would mint a token for nobody to read. */
    @HEAD
    @PermitAll
    @Operation(hidden = true)
    public Response head() {
        throw new NotAllowedException("GET");
    }

    private static Response answer(SubjectTokens.Minted minted) {
        return Response.ok(IdTokenAnswer.of(minted))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response answer(Attempt attempt, TokenException refused) {
        IdTokenProblem problem = IdTokenProblem.of(refused, attempt.id());
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refused.error() == Error.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        if (refused.error() == Error.TEMPORARILY_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    private Uni<Caller> proven() {
        return current.getDeferredIdentity()
                .map(Callers::of)
                .onFailure(SecurityException.class)
                .transform(IdTokenResource::unproven);
    }

    private static TokenException unproven(Throwable failure) {
        if (failure instanceof AuthenticationFailedException && failure.getCause() instanceof CallerException reason) {
            return new TokenException(
                    reason.retryable() ? Error.TEMPORARILY_UNAVAILABLE : Error.UNAUTHENTICATED,
                    reason.getMessage(),
                    reason);
        }
        return new TokenException(Error.UNAUTHENTICATED, "a bearer token of a trusted issuer is needed here", failure);
    }
}
