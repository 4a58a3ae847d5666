package dev.bellhop.emulator.vault;

/** What can be done with secrets, and the right it needs: an RBAC data action, or a permission of an access policy. */
enum Operation {
    GET("secrets/getSecret/action", "get"),
    LIST("secrets/readMetadata/action", "list"),
    SET("secrets/setSecret/action", "set"),
    UPDATE("secrets/update/action", "set"),
    DELETE("secrets/delete", "delete"),
    RECOVER("secrets/recover/action", "recover"),
    PURGE("secrets/purge/action", "purge");

    private final String action;
    private final String permission;

    Operation(String action, String permission) {
        this.action = action;
        this.permission = permission;
    }

    String dataAction() {
        return "Microsoft.KeyVault/vaults/" + action;
    }

    String permission() {
        return permission;
    }
}
