package dev.bellhop.emulator.graph;

/** A request that Graph refuses: status, {@code error.code} and the words. */
final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private GraphException(int status, String code, String message, Throwable cause) {
        super(message, cause, false, false);
        this.status = status;
        this.code = code;
    }

    static GraphException unauthenticated(String message) {
        return new GraphException(401, "InvalidAuthenticationToken", message, null);
    }

    static GraphException denied() {
        return new GraphException(
                403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", null);
    }

    static GraphException bad(String message) {
        return new GraphException(400, "Request_BadRequest", message, null);
    }

    static GraphException notFound(String key) {
        return new GraphException(
                404,
                "Request_ResourceNotFound",
                "Resource '" + key
                        + "' does not exist or one of its queried reference-property objects are not present.",
                null);
    }

    static GraphException taken(String message, Throwable cause) {
        return new GraphException(409, "Request_MultipleObjectsWithSameKeyValue", message, cause);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
