package dev.bellhop.caller;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** One resource method per way of being protected. */
@Path("/v1")
class ProbeResource {
    private final SecurityIdentity identity;

    ProbeResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @Path("organizations/{organization}/automations")
    @PermissionsAllowed("automations:read")
    public Uni<String> list(UUID organization) {
        return Uni.createFrom().item(() -> Callers.of(identity).name());
    }

    @GET
    @Path("organizations/{organization}/automations/{automation}")
    @PermissionsAllowed("automations:read")
    @Blocking
    public String one(UUID organization, UUID automation) {
        return Callers.of(identity).subject();
    }

    @POST
    @Path("organizations/{organization}/dry-run")
    @PermissionsAllowed("automations:read")
    @PermissionsAllowed("environment_variables:read")
    public String both(UUID organization) {
        return "both";
    }

    @GET
    @Path("organizations/{organization}/either")
    @PermissionsAllowed({"audit:read", "automations:manage"})
    public String either(UUID organization) {
        return "either";
    }

    @GET
    @Path("organizations/{organization}/member")
    @Authenticated
    public String member(UUID organization) {
        return "member";
    }

    @GET
    @Path("signing-keys")
    @PermissionsAllowed("signing_keys:read")
    public String keys() {
        return "keys";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return "open";
    }

    @GET
    @Path("forgotten")
    public String forgotten() {
        return "forgotten";
    }
}
