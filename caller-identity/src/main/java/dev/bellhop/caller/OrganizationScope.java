package dev.bellhop.caller;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which organizations something holds for.
 *
 * @param any every organization, also those created later; {@code organizations} is then empty
 */
public record OrganizationScope(boolean any, Set<UUID> organizations) {
    public static final OrganizationScope ANY = new OrganizationScope(true, Set.of());
    public static final OrganizationScope NONE = new OrganizationScope(false, Set.of());

    public OrganizationScope {
        organizations = any ? Set.of() : Set.copyOf(organizations);
    }

    public static OrganizationScope of(Set<UUID> organizations) {
        return new OrganizationScope(false, organizations);
    }

    public boolean includes(UUID organization) {
        return any || organizations.contains(organization);
    }

    boolean isEmpty() {
        return !any && organizations.isEmpty();
    }

    boolean isWithin(OrganizationScope ceiling) {
        return ceiling.any || (!any && ceiling.organizations.containsAll(organizations));
    }

    OrganizationScope intersect(OrganizationScope other) {
        if (any) {
            return other;
        }
        return of(organizations.stream().filter(other::includes).collect(Collectors.toUnmodifiableSet()));
    }
}
