package dev.bellhop.caller;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a caller may do, and where: permissions and organizations that belong together. Two entitlements never lend each other
 * anything.
 *
 * @param permissions completed on construction: {@code x:manage} brings {@code x:read}
 * @param audiences patterns of the audiences subject tokens may be asked for, {@code *} standing for one segment; empty: none
 * @param automations the only automations this holds for; empty: all of the organizations
 */
public record Entitlement(
        Set<String> permissions, OrganizationScope organizations, Set<String> audiences, Set<UUID> automations) {

    public Entitlement {
        permissions = Permissions.complete(permissions);
        audiences = Set.copyOf(audiences);
        automations = Set.copyOf(automations);
    }

    boolean gives(String permission) {
        return permissions.contains(permission);
    }

    /** For the organization as a whole, so never for one that is narrowed to single automations. */
    boolean gives(String permission, UUID organization) {
        return gives(permission) && organizations.includes(organization) && automations.isEmpty();
    }

    boolean gives(String permission, UUID organization, UUID automation) {
        return gives(permission)
                && organizations.includes(organization)
                && (automations.isEmpty() || automations.contains(automation));
    }

    boolean gives(String permission, UUID organization, Optional<UUID> automation) {
        return automation.isPresent()
                ? gives(permission, organization, automation.get())
                : gives(permission, organization);
    }

    boolean givesAudience(String target) {
        return audiences.contains(target) && target.indexOf('*') < 0
                || audiences.stream()
                        .filter(audience -> audience.indexOf('*') >= 0)
                        .anyMatch(pattern -> SegmentPattern.of(pattern).matches(target));
    }
}
