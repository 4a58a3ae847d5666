package dev.bellhop.issuer.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.caller.CallerException;
import dev.bellhop.caller.CallerException.Reason;
import dev.bellhop.issuer.token.TokenException.Error;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A refusal in GitHub's protocol: a problem document (RFC 9457) with one member more, which GitHub's own client shows its users.
 *
 * @param reason why the bearer token proves nobody; null with any other refusal
 * @param message as {@code detail}; {@code @actions/core} prints it
 */
@Schema(name = "IdTokenProblem")
record IdTokenProblem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(Include.NON_NULL) String reason,
        String message) {

    static IdTokenProblem of(TokenException refused, UUID correlationId) {
        String code = refused.error().code.replace('_', '-');
        return new IdTokenProblem(
                "urn:bellhop:problem:" + code,
                code.replace('-', ' '),
                refused.error().problemStatus,
                refused.getMessage(),
                "urn:uuid:" + correlationId,
                refused.error() == Error.UNAUTHENTICATED ? reason(refused).code() : null,
                refused.getMessage());
    }

    /** RFC 6750, section 3: no error code where no token was sent. */
    String challenge() {
        return Reason.TOKEN_MISSING.code().equals(reason)
                ? "Bearer"
                : "Bearer error=\"invalid_token\", error_description=\"" + reason + "\"";
    }

    private static Reason reason(TokenException refused) {
        return refused.getCause() instanceof CallerException caller ? caller.reason() : Reason.TOKEN_MISSING;
    }
}
