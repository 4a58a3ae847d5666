package dev.bellhop.issuer.token;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The parameters of a token request, for the API description only: {@link TokenRequest} reads them. */
@Schema(name = "TokenRequest")
record TokenForm(
        @Schema(required = true, enumeration = "urn:ietf:params:oauth:grant-type:token-exchange")
        String grant_type,

        @Schema(required = true, description = "the caller's own JWT, for audience bellhop-issuer, 8 KiB at most")
        String subject_token,

        @Schema(required = true, enumeration = "urn:ietf:params:oauth:token-type:jwt")
        String subject_token_type,

        @Schema(enumeration = "urn:ietf:params:oauth:token-type:jwt")
        String requested_token_type,

        @Schema(required = true, description = "one of bellhop.tokens.audiences, or bellhop-kickoff")
        String audience,

        @Schema(
                required = true,
                description = "urn:bellhop:organization:<uuid>, and optionally urn:bellhop:automation:<uuid>")
        List<String> resource,

        @Schema(description = "bellhop-kickoff only, required there: UUID of the kickoff")
        String kickoff_id,

        @Schema(
                description =
                        "bellhop-kickoff only: thumbprint of the recipient's key (RFC 7638); leave out if the kickoff has no recipient")
        String recipient_jkt) {}
