package dev.bellhop.emulator.vault;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that Key Vault refuses: status, {@code error.code}, {@code error.innererror.code} if there is one, and the words. */
final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String inner;

    VaultException(int status, String code, String inner, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.inner = inner;
    }

    static VaultException badParameter(String message) {
        return new VaultException(400, "BadParameter", null, message);
    }

    static VaultException unauthorized(String message) {
        return new VaultException(401, "Unauthorized", null, message);
    }

    static VaultException forbidden(String inner, String message) {
        return new VaultException(403, "Forbidden", inner, message);
    }

    static VaultException secretNotFound(String nameOrId) {
        return new VaultException(
                404,
                "SecretNotFound",
                null,
                "A secret with (name/id) " + nameOrId
                        + " was not found in this key vault. If you recently deleted this secret you may be able to recover it"
                        + " using the correct recovery command. For help resolving this issue, please see"
                        + " https://go.microsoft.com/fwlink/?linkid=2125182");
    }

    static VaultException deletedSecretNotFound(String name) {
        return new VaultException(404, "SecretNotFound", null, "Deleted Secret not found: " + name);
    }

    static VaultException throttled() {
        return new VaultException(
                429,
                "Throttled",
                null,
                "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached");
    }

    static VaultException deletedButRecoverable(String name) {
        return new VaultException(
                409,
                "Conflict",
                "ObjectIsDeletedButRecoverable",
                "Secret " + name
                        + " is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the"
                        + " secret can only be recovered or purged.");
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", getMessage());
        if (inner != null) {
            error.put("innererror", Map.of("code", inner));
        }
        return Map.of("error", error);
    }
}
