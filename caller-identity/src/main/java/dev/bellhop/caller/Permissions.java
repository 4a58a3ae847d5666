package dev.bellhop.caller;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The closed vocabulary of permissions. A permission not in it cannot be granted, so a typing error stops the start. */
final class Permissions {
    private static final String MANAGE = ":manage";
    private static final String READ = ":read";

    static final Set<String> ALL = all();

    /** Of no organization: given only together with every organization, so never by claims, which name single ones. */
    static final Set<String> OF_NO_ORGANIZATION = Set.of("signing_keys:read", "signing_keys:manage");

    private Permissions() {}

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (String thing : new String[] {
            "organizations",
            "workload_identity_configs",
            "secret_providers",
            "environment_variables",
            "automations",
            "signing_keys",
            "audit"
        }) {
            all.add(thing + READ);
            all.add(thing + MANAGE);
        }
        all.add("kickoffs:resolve");
        all.add("subject_tokens:issue");
        all.add("resolution_plans:read");
        all.add("resolution_values:read");
        return Set.copyOf(all);
    }

    /** With what is implied: whoever may manage may read. */
    static Set<String> complete(Collection<String> permissions) {
        Set<String> complete = new LinkedHashSet<>(permissions);
        for (String permission : permissions) {
            if (permission.endsWith(MANAGE)) {
                complete.add(permission.substring(0, permission.length() - MANAGE.length()) + READ);
            }
        }
        return Set.copyOf(complete);
    }

    /** What may be held for {@code organizations}, narrowed to {@code automations} or not. */
    static Set<String> holdable(Set<String> permissions, OrganizationScope organizations, Set<UUID> automations) {
        if (organizations.any() && automations.isEmpty()) {
            return permissions;
        }
        Set<String> holdable = new LinkedHashSet<>(permissions);
        holdable.removeAll(OF_NO_ORGANIZATION);
        return holdable;
    }

    static Set<String> intersect(Collection<String> permissions, Collection<String> ceiling) {
        Set<String> both = new LinkedHashSet<>(complete(permissions));
        both.retainAll(complete(ceiling));
        return Set.copyOf(both);
    }
}
