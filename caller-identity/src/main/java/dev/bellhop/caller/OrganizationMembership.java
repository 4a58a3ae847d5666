package dev.bellhop.caller;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one place where the organization in the path meets what the caller may do. {@code @PermissionsAllowed} alone asks whether it
 * has the permission anywhere; here one entitlement must give the permission for this organization.
 *
 * <p>The organization is the path parameter {@code organization}. The automation is the path parameter {@code automation}: where
 * there is none, the method works on the organization as a whole, and an entitlement narrowed to automations does not do.
 */
final class OrganizationMembership {
    private final CurrentIdentityAssociation current;

    OrganizationMembership(CurrentIdentityAssociation current) {
        this.current = current;
    }

    /** Goes on with null; fails with {@link ForbiddenException}. */
    @ServerRequestFilter
    public Uni<Response> check(ContainerRequestContext request, ResourceInfo resource) {
        String organization = request.getUriInfo().getPathParameters().getFirst("organization");
        Method method = resource.getResourceMethod();
        if (organization == null || method.isAnnotationPresent(PermitAll.class)) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> automation =
                Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("automation"));
        return current.getDeferredIdentity()
                .invoke(identity -> {
                    if (!mayEnter(identity, method, organization, automation)) {
                        throw new ForbiddenException();
                    }
                })
                .replaceWith((Response) null);
    }

    private static boolean mayEnter(
            SecurityIdentity identity, Method method, String organizationText, Optional<String> automationText) {
        Caller caller = identity.getAttribute(Callers.ATTRIBUTE);
        Optional<UUID> organization = TrustedCaller.uuid(organizationText);
        Optional<UUID> automation = automationText.flatMap(TrustedCaller::uuid);
        if (caller == null || organization.isEmpty() || automationText.isPresent() != automation.isPresent()) {
            return false;
        }
        PermissionsAllowed[] needed = method.getAnnotationsByType(PermissionsAllowed.class);
        if (needed.length == 0) {
            needed = method.getDeclaringClass().getAnnotationsByType(PermissionsAllowed.class);
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
}
