package dev.bellhop.caller;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A proven caller: the token's signature, times, issuer and audience were good when this was made.
 *
 * @param name the {@code <name>} of {@code bellhop.callers.<name>} that the token's issuer and audience selected
 * @param entitlements what it may do where; may be empty, then it is known and may do nothing
 * @param claims all claims of the token, for what this module does not interpret ({@code cnf}, {@code kickoff_id})
 */
public record Caller(
        String name,
        String issuer,
        String subject,
        String audience,
        List<Entitlement> entitlements,
        Map<String, Object> claims) {

    public Caller {
        entitlements = List.copyOf(entitlements);
        claims = Collections.unmodifiableMap(
                new LinkedHashMap<>(claims)); // JSON null is a value here, so not Map.copyOf
    }

    /** Somewhere: in at least one organization. Alone it protects nothing that belongs to an organization. */
    public boolean may(String permission) {
        return entitlements.stream().anyMatch(entitlement -> entitlement.gives(permission));
    }

    /** In every organization, so also for what belongs to none (signing keys, making an organization). */
    public boolean mayEverywhere(String permission) {
        return entitlements.stream()
                .anyMatch(entitlement -> entitlement.gives(permission)
                        && entitlement.organizations().any()
                        && entitlement.automations().isEmpty());
    }

    /** For the organization as a whole: one entitlement gives both and is not narrowed to single automations. */
    public boolean may(String permission, UUID organization) {
        return entitlements.stream().anyMatch(entitlement -> entitlement.gives(permission, organization));
    }

    /** For one automation: one entitlement gives all three. */
    public boolean may(String permission, UUID organization, UUID automation) {
        return entitlements.stream().anyMatch(entitlement -> entitlement.gives(permission, organization, automation));
    }

    /**
     * Whether it may be given a token for {@code targetAudience}: one entitlement gives permission, organization, automation and
     * audience together.
     *
     * @param automation empty for the organization's own subject, which an entitlement narrowed to automations does not give
     */
    public boolean mayRequestAudience(
            String permission, UUID organization, Optional<UUID> automation, String targetAudience) {
        return entitlements.stream()
                .anyMatch(entitlement -> entitlement.gives(permission, organization, automation)
                        && entitlement.givesAudience(targetAudience));
    }

    /** Whether any entitlement reaches into the organization at all. */
    boolean isMemberOf(UUID organization) {
        return entitlements.stream()
                .anyMatch(entitlement -> entitlement.organizations().includes(organization));
    }

    /** Neither claims nor entitlements: claims may name people. */
    @Override
    public String toString() {
        return "Caller[name=" + name + ", issuer=" + issuer + ", subject=" + subject + "]";
    }
}
