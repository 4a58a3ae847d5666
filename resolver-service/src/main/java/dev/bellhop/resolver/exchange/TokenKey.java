package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.AssertionKey;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * All an access token for vaults depends on: the whole workload identity config with the subject presented, or the whole credential
 * whose client secret is presented, id and revision included in either; and the cloud with its scope.
 *
 * @param automation present when each automation has a subject of its own
 * @param identity empty for a client secret
 * @param credential present for a client secret only
 */
public record TokenKey(
        UUID organization,
        Optional<UUID> automation,
        Optional<WorkloadIdentityConfig> identity,
        Optional<SecretProviderCredential> credential,
        AzureCloud cloud) {

    /**
     * By workload identity.
     *
     * @param automation whose subject is presented if the config says so; left out of the key otherwise, so that an organization's
     *     automations share a token
     */
    public static TokenKey of(UUID organization, UUID automation, WorkloadIdentityConfig identity, AzureCloud cloud) {
        return new TokenKey(
                organization,
                identity.perAutomation() ? Optional.ofNullable(automation) : Optional.empty(),
                Optional.of(identity),
                Optional.empty(),
                cloud);
    }

    /** By the credential's own client secret. */
    public static TokenKey bySecret(UUID organization, SecretProviderCredential credential, AzureCloud cloud) {
        return new TokenKey(organization, Optional.empty(), Optional.empty(), Optional.of(credential), cloud);
    }

    /** The Entra tenant asked. */
    public String tenant() {
        return identity.map(one -> one.azure().tenantId())
                .orElseGet(() -> credential.orElseThrow().azure().tenantId());
    }

    /** The application a token is asked for. */
    public String client() {
        return identity.map(one -> one.azure().clientId())
                .orElseGet(() -> credential.orElseThrow().azure().clientId());
    }

    /** Where tenant, client and cloud are set, in words. */
    public String setIn() {
        return identity.map(one -> "workload identity config " + one.id())
                .orElseGet(() ->
                        "secret provider credential " + credential.orElseThrow().id());
    }

    /** When that was last changed; empty if the plan does not say. */
    Optional<Instant> changedAt() {
        return identity.map(WorkloadIdentityConfig::updatedAt);
    }

    AssertionKey assertion() {
        return new AssertionKey(organization, automation, cloud.audience());
    }
}
