package dev.bellhop.caller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One {@code bellhop.callers.<name>}, judged and ready: decides what a proven token may do. Pure.
 *
 * @param organizations ceiling
 * @param permissions ceiling
 */
record TrustedCaller(
        String name,
        String issuer,
        String audience,
        Optional<ClaimPath> organizationClaim,
        Optional<ClaimPath> permissionsClaim,
        OrganizationScope organizations,
        Set<String> permissions,
        List<Grant> grants) {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    Caller prove(TokenClaims token) {
        return new Caller(name, issuer, token.subject(), audience, entitlements(token), token.all());
    }

    private List<Entitlement> entitlements(TokenClaims token) {
        OrganizationScope claimed = claimedOrganizations(token);
        List<Entitlement> entitlements = new ArrayList<>();
        add(entitlements, claimedPermissions(token), claimed, Set.of(), Set.of());
        for (Grant grant : grants) {
            if (grant.matches(token)) {
                add(
                        entitlements,
                        grant.permissions(),
                        grant.organizations().orElse(claimed),
                        grant.audiences(),
                        grant.automations());
            }
        }
        return entitlements;
    }

    /** Within both ceilings, whatever the parts say; an entitlement that gives nothing is none. */
    private void add(
            List<Entitlement> entitlements,
            Set<String> wanted,
            OrganizationScope where,
            Set<String> audiences,
            Set<UUID> automations) {
        OrganizationScope reached = where.intersect(organizations);
        Set<String> given = Permissions.holdable(Permissions.intersect(wanted, permissions), reached, automations);
        if (!given.isEmpty() && !reached.isEmpty()) {
            entitlements.add(new Entitlement(given, reached, audiences, automations));
        }
    }

    /** A claim never means every organization: {@code *} in a token is no organization id. */
    private OrganizationScope claimedOrganizations(TokenClaims token) {
        return OrganizationScope.of(organizationClaim.stream()
                .flatMap(claim -> claim.textsIn(token.all()).stream())
                .flatMap(text -> uuid(text).stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    private Set<String> claimedPermissions(TokenClaims token) {
        return permissionsClaim.stream()
                .flatMap(claim -> claim.textsIn(token.all()).stream())
                .flatMap(TrustedCaller::words)
                .filter(Permissions.ALL::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ", -1));
    }

    /** In the 36-character form only: {@link UUID#fromString} alone takes {@code 1-1-1-1-1}. */
    static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
