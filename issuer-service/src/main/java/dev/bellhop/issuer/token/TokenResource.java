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
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The token endpoint (RFC 8693, section 2). Open to all: the subject token in the body is the proof. */
@Path(TokenResource.PATH)
@Tag(name = "Tokens")
class TokenResource {
    static final String PATH = "/oauth2/token";

    private static final Logger LOG = Logger.getLogger(TokenResource.class);

    private final SubjectTokens tokens;

    TokenResource(SubjectTokens tokens) {
        this.tokens = tokens;
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
        return Uni.createFrom()
                .deferred(() -> tokens.exchange(form(contentType, body)))
                .map(TokenResource::answer)
                .onFailure(TokenException.class)
                .recoverWithItem(refused -> answer((TokenException) refused))
                .onFailure()
                .recoverWithItem(TokenResource::broken);
    }

    private static byte[] form(String contentType, byte[] body) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw TokenException.invalidRequest("Content-Type must be " + MediaType.APPLICATION_FORM_URLENCODED);
        }
        return body;
    }

    private static Response answer(SubjectTokens.Minted minted) {
        return unstored(Response.ok(TokenAnswer.of(minted))).build();
    }

    private static Response answer(TokenException refused) {
        Response.ResponseBuilder answer = unstored(Response.status(refused.error().status)
                .entity(TokenErrorAnswer.of(refused.error().code, refused.getMessage())));
        if (refused.error() == TokenException.Error.TEMPORARILY_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    /** Something of ours broke: the caller gets the correlation id and nothing else. */
    private static Response broken(Throwable failure) {
        UUID correlationId = UUID.randomUUID();
        LOG.errorf(failure, "internal error correlationId=%s", correlationId);
        return answer(new TokenException(TokenException.Error.SERVER_ERROR, "correlation id " + correlationId));
    }

    private static Response.ResponseBuilder unstored(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache");
    }
}
