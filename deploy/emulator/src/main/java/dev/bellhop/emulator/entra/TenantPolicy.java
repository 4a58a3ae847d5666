package dev.bellhop.emulator.entra;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant's administrators have set, and how fast and by which build Entra serves it.
 *
 * @param accessTokenLife a token lifetime policy; without one each token gets 60 to 90 minutes
 * @param propagation how long a new or changed federated credential stays unseen by sign-in
 * @param answers which build of Entra answers
 * @param tokenRequestsPerMinute more of one application get 429; empty for any number
 * @param conditionalAccessBlocks whether a Conditional Access policy blocks every workload identity
 * @param enterpriseClaim what the claim {@code enterprise} of every assertion must be
 * @param disabledResources resources whose service principal is disabled here, such as {@code https://vault.azure.net}
 */
public record TenantPolicy(
        Optional<Duration> accessTokenLife,
        Duration propagation,
        Generation answers,
        Optional<Integer> tokenRequestsPerMinute,
        boolean conditionalAccessBlocks,
        Optional<String> enterpriseClaim,
        Set<String> disabledResources) {
    static final Duration LONGEST_PROPAGATION = Duration.ofHours(1);

    /** Nothing set. */
    public static final TenantPolicy NONE = new TenantPolicy(
            Optional.empty(), Duration.ZERO, Generation.CURRENT, Optional.empty(), false, Optional.empty(), Set.of());

    public TenantPolicy {
        disabledResources = Set.copyOf(disabledResources);
        if (propagation.isNegative() || propagation.compareTo(LONGEST_PROPAGATION) > 0) {
            throw new IllegalArgumentException(
                    "federatedCredentialPropagationSeconds: expected 0 to " + LONGEST_PROPAGATION.toSeconds());
        }
        if (tokenRequestsPerMinute.isPresent() && tokenRequestsPerMinute.get() < 0) {
            throw new IllegalArgumentException("tokenRequestsPerMinute: expected 0 or more");
        }
    }

    public TenantPolicy withAccessTokenLife(Optional<Duration> life) {
        return new TenantPolicy(
                life,
                propagation,
                answers,
                tokenRequestsPerMinute,
                conditionalAccessBlocks,
                enterpriseClaim,
                disabledResources);
    }

    public TenantPolicy withPropagation(Duration time) {
        return new TenantPolicy(
                accessTokenLife,
                time,
                answers,
                tokenRequestsPerMinute,
                conditionalAccessBlocks,
                enterpriseClaim,
                disabledResources);
    }

    public TenantPolicy withDisabledResources(Set<String> resources) {
        return new TenantPolicy(
                accessTokenLife,
                propagation,
                answers,
                tokenRequestsPerMinute,
                conditionalAccessBlocks,
                enterpriseClaim,
                resources);
    }

    public TenantPolicy withAnswersOf(Generation build) {
        return new TenantPolicy(
                accessTokenLife,
                propagation,
                build,
                tokenRequestsPerMinute,
                conditionalAccessBlocks,
                enterpriseClaim,
                disabledResources);
    }
}
