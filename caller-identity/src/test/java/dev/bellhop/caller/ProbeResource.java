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
import org.jboss.resteasy.reactive.RestPath;

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
    @Path("organizations/{org}/misspelt")
    @PermissionsAllowed("subject_tokens:issue")
    public String misspelt(@RestPath String org) {
        return "misspelt";
    }

    @GET
    @Path("things/{thing}")
    @Authenticated
    public String thing(UUID thing) {
        return "thing";
    }

    @GET
    @Path("signing-keys/{kid}")
    @PermissionsAllowed("signing_keys:read")
    public String key(String kid) {
        return kid;
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
