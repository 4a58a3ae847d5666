package dev.bellhop.issuer.token;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A refusal in GitHub's protocol: a problem document (RFC 9457) with the one member more that GitHub's own client shows its users.
 *
 * @param message as {@code detail}; {@code @actions/core} prints it
 */
@Schema(name = "IdTokenProblem")
record IdTokenProblem(String type, String title, int status, String detail, String instance, String message) {

    static IdTokenProblem of(TokenException refused, UUID correlationId) {
        String code = refused.error().code.replace('_', '-');
        return new IdTokenProblem(
                "urn:bellhop:problem:" + code,
                code.replace('-', ' '),
                refused.error().problemStatus,
                refused.getMessage(),
                "urn:uuid:" + correlationId,
                refused.getMessage());
    }
}
