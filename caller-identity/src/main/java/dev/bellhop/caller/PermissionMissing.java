package dev.bellhop.caller;

import io.quarkus.security.ForbiddenException;

/** A refusal for want of a permission that no annotation could ask for, because it depends on what the request says. */
public final class PermissionMissing extends ForbiddenException {
    private static final long serialVersionUID = 1L;

    private final String permission;

    public PermissionMissing(String permission) {
        super("needs " + permission);
        this.permission = permission;
    }

    String permission() {
        return permission;
    }
}
