package dev.bellhop.caller;

import io.quarkus.security.ForbiddenException;

/** A refusal for want of a permission that no annotation could ask for, because it depends on what the request says. */
public final class PermissionMissing extends ForbiddenException {
    private static final long serialVersionUID = 1L;

    private final String permission;

    private final String where;

    public PermissionMissing(String permission) {
        this(permission, "");
    }

    /** @param where behind the permission, as the rest of a sentence; it may be empty */
    public PermissionMissing(String permission, String where) {
        super("needs " + permission + where);
        this.permission = permission;
        this.where = where;
    }

    String where() {
        return where;
    }

    String permission() {
        return permission;
    }
}
