package dev.bellhop.caller;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;

/** The caller behind Quarkus's security identity, as the HTTP edge proved it. */
public final class Callers {
    /** The identity's attribute that holds the {@link Caller}. */
    static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    /**
     * The caller of this request.
     *
     * @throws UnauthorizedException if nobody was proven; answered as 401 */
    public static Caller of(SecurityIdentity identity) {
        Caller caller = identity.getAttribute(ATTRIBUTE);
        if (caller == null) {
            throw new UnauthorizedException("no caller was proven");
        }
        return caller;
    }
}
