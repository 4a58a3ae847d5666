package dev.bellhop.config.audit;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.PermissionMissing;
import java.util.UUID;

/**
 * Who makes a change, and in which request.
 *
 * @param correlationId as the problem document and the log name the request
 */
public record Author(Caller caller, UUID correlationId) {

    /** For what an annotation cannot say, because it depends on the body. */
    public void require(String permission, UUID organization) {
        if (!caller.may(permission, organization)) {
            throw new PermissionMissing(permission);
        }
    }
}
