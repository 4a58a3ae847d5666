package dev.bellhop.issuer.token;

/** A token request that is refused. The description is shown and logged: it names the parameter, what was expected, and no token. */
final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The codes of RFC 6749, section 5.2, and RFC 8693, section 2.2.2, two for failures of ours, and one that only a bearer can meet. */
    enum Error {
        /** The request, or the subject token in it, is not valid. */
        INVALID_REQUEST("invalid_request", 400),
        /** Not this audience, this organization or this automation for this caller; or unknown ones: the answer does not tell which. */
        INVALID_TARGET("invalid_target", 400, 403),
        INVALID_SCOPE("invalid_scope", 400),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
        /** The caller is known and has no permission for this kind of token anywhere. */
        UNAUTHORIZED_CLIENT("unauthorized_client", 400, 403),
        /** No bearer token, or one that proves nobody; at the token endpoint the proof is a parameter, so it is the request that is invalid. */
        UNAUTHENTICATED("unauthenticated", 401),
        /** The body is larger than any request needs. */
        TOO_LARGE("invalid_request", 413),
        /** No key, no issuer, or the caller's keys cannot be fetched just now. */
        TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503),
        SERVER_ERROR("server_error", 500);

        final String code;
        /** At the token endpoint, where the standard has 400 for nearly all. */
        final int status;
        /** In a problem document. */
        final int problemStatus;

        Error(String code, int status) {
            this(code, status, status);
        }

        Error(String code, int status, int problemStatus) {
            this.code = code;
            this.status = status;
            this.problemStatus = problemStatus;
        }
    }

    private final Error error;

    TokenException(Error error, String description) {
        super(description);
        this.error = error;
    }

    TokenException(Error error, String description, Throwable cause) {
        super(description, cause);
        this.error = error;
    }

    static TokenException invalidRequest(String description) {
        return new TokenException(Error.INVALID_REQUEST, description);
    }

    static TokenException invalidTarget(String description) {
        return new TokenException(Error.INVALID_TARGET, description);
    }

    Error error() {
        return error;
    }
}
