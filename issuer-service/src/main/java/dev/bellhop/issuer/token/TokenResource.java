package dev.bellhop.issuer.token;

import dev.bellhop.issuer.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The token endpoint (RFC 8693, section 2). Open to all: the subject token in the body is the proof. */
@Path(TokenResource.PATH)
@Tag(name = "Tokens")
class TokenResource {
    static final String PATH = "/oauth2/token";

    /** Of a refusal: the standard's form has no place for it. */
    static final String CORRELATION_ID = "X-Correlation-Id";

    private final SubjectTokens tokens;
    private final Outcomes outcomes;

    TokenResource(SubjectTokens tokens, Outcomes outcomes) {
        this.tokens = tokens;
        this.outcomes = outcomes;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.WILDCARD) // another type is refused in this endpoint's own form
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Exchange a caller's token for a subject token, or for a kickoff grant",
            description =
                    "RFC 8693. Audience bellhop-kickoff needs the permission kickoffs:resolve, every other subject_tokens:issue and a"
                            + " grant of that audience. Parameters may be given once, resource twice. Errors as RFC 6749, section 5.2.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = TokenForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "the token",
            content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid_request, invalid_target, invalid_scope, unauthorized_client or unsupported_grant_type",
            content = @Content(schema = @Schema(implementation = TokenErrorAnswer.class)))
    @APIResponse(
            responseCode = "413",
            description = "invalid_request: the body is larger than 32 KiB",
            content = @Content(schema = @Schema(implementation = TokenErrorAnswer.class)))
    @APIResponse(
            responseCode = "503",
            description = "temporarily_unavailable: no key, no issuer URL, or the caller's keys are out of reach",
            content = @Content(schema = @Schema(implementation = TokenErrorAnswer.class)))
    public Uni<Response> exchange(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        Attempt attempt = outcomes.begin();
        return tokens.exchange(attempt, contentType, body)
                .map(TokenResource::answer)
                .onFailure(TokenException.class)
                .recoverWithItem(refused -> answer(attempt, (TokenException) refused));
    }

    private static Response answer(SubjectTokens.Minted minted) {
        return unstored(Response.ok(TokenAnswer.of(minted).json())).build();
    }

    private static Response answer(Attempt attempt, TokenException refused) {
        Response.ResponseBuilder answer = unstored(Response.status(refused.error().status)
                        .entity(TokenErrorAnswer.of(refused.error().code, refused.getMessage())))
                .header(CORRELATION_ID, attempt.id());
        if (refused.error() == TokenException.Error.TEMPORARILY_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    private static Response.ResponseBuilder unstored(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache");
    }
}
