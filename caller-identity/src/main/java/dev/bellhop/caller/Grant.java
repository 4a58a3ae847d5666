package dev.bellhop.caller;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one kind of subject may do.
 *
 * @param organizations empty: those of the caller's organization claim
 */
record Grant(
        Optional<SegmentPattern> subject,
        Map<ClaimPath, SegmentPattern> claims,
        Set<String> permissions,
        Optional<OrganizationScope> organizations,
        Set<String> audiences,
        Set<UUID> automations) {

    /** All that it names must match; of a list claim one element must. */
    boolean matches(TokenClaims token) {
        return subject.map(pattern -> pattern.matches(token.subject())).orElse(true)
                && claims.entrySet().stream()
                        .allMatch(claim ->
                                claim.getKey().textsIn(token.all()).stream().anyMatch(claim.getValue()::matches));
    }
}
