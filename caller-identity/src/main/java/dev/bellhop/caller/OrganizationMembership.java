package dev.bellhop.caller;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one place where the organization in the path meets what the caller may do. {@code @PermissionsAllowed} alone asks whether it
 * has the permission anywhere; here one entitlement must give the permission for this organization.
 *
 * <p>The organization is the path parameter {@code organization}. The automation is the path parameter {@code automation}: where
 * there is none, the method works on the organization as a whole, and an entitlement narrowed to automations does not do. A path with
 * parameters of other names only is closed, unless it belongs to no organization.
 */
final class OrganizationMembership {
    private static final Logger LOG = Logger.getLogger(OrganizationMembership.class);

    private final CurrentIdentityAssociation current;

    OrganizationMembership(CurrentIdentityAssociation current) {
        this.current = current;
    }

    /** Goes on with null; fails with {@link ForbiddenException}. */
    @ServerRequestFilter
    public Uni<Response> check(ContainerRequestContext request, ResourceInfo resource) {
        MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(PermitAll.class) || path.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> organization = Optional.ofNullable(path.getFirst("organization"));
        Optional<String> automation = Optional.ofNullable(path.getFirst("automation"));
        PermissionsAllowed[] needed = needed(method);
        return current.getDeferredIdentity()
                .invoke(identity -> {
                    boolean mayEnter = organization.isPresent()
                            ? mayEnter(identity, needed, organization.get(), automation)
                            : belongsToNoOrganization(method, needed);
                    if (!mayEnter) {
                        throw new ForbiddenException();
                    }
                })
                .replaceWith((Response) null);
    }

    /**
     * A path that names something but no {@code organization} is either of what belongs to none, or it spells the parameter otherwise:
     * then nothing was checked, so nobody enters.
     */
    private static boolean belongsToNoOrganization(Method method, PermissionsAllowed[] needed) {
        boolean belongsToNone = needed.length > 0
                && Arrays.stream(needed)
                        .flatMap(one -> Arrays.stream(one.value()))
                        .allMatch(Permissions.OF_NO_ORGANIZATION::contains);
        if (!belongsToNone) {
            LOG.errorf("%s has path parameters and none of them is called organization, so nobody may call it", method);
        }
        return belongsToNone;
    }

    private static boolean mayEnter(
            SecurityIdentity identity,
            PermissionsAllowed[] needed,
            String organizationText,
            Optional<String> automationText) {
        Caller caller = identity.getAttribute(Callers.ATTRIBUTE);
        Optional<UUID> organization = TrustedCaller.uuid(organizationText);
        Optional<UUID> automation = automationText.flatMap(TrustedCaller::uuid);
        if (caller == null || organization.isEmpty() || automationText.isPresent() != automation.isPresent()) {
            return false;
        }
        if (needed.length == 0) {
            return caller.isMemberOf(organization.get());
        }
        Predicate<String> may = permission -> automation.isPresent()
                ? caller.may(permission, organization.get(), automation.get())
                : caller.may(permission, organization.get());
        return Arrays.stream(needed)
                .allMatch(one -> one.inclusive()
                        ? Arrays.stream(one.value()).allMatch(may)
                        : Arrays.stream(one.value()).anyMatch(may));
    }

    /** As Quarkus reads them: those of the method, else of its class. */
    static PermissionsAllowed[] needed(Method method) {
        PermissionsAllowed[] own = method.getAnnotationsByType(PermissionsAllowed.class);
        return own.length > 0 ? own : method.getDeclaringClass().getAnnotationsByType(PermissionsAllowed.class);
    }
}
