package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.AssertionKey;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import java.util.Optional;
import java.util.UUID;

/**
 * All an access token for vaults depends on: the whole workload identity config, its id and revision included, the cloud with its
 * scope, and the subject presented.
 */
public record TokenKey(
        UUID organization, Optional<UUID> automation, WorkloadIdentityConfig identity, AzureCloud cloud) {

    /**
     * @param automation whose subject is presented if the config says so; left out of the key otherwise, so that an organization's
     *     automations share a token
     */
    public static TokenKey of(UUID organization, UUID automation, WorkloadIdentityConfig identity, AzureCloud cloud) {
        return new TokenKey(
                organization, identity.perAutomation() ? Optional.of(automation) : Optional.empty(), identity, cloud);
    }

    AssertionKey assertion() {
        return new AssertionKey(organization, automation, cloud.audience());
    }
}
