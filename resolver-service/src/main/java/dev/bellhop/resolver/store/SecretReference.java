package dev.bellhop.resolver.store;

import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import java.util.UUID;

/**
 * One secret of one organization, and the way to it.
 *
 * @param automation whose kickoff it is; matters where the workload identity config gives each automation its own subject
 * @param identity null when the credential needs none
 * @param name as stored in the plan
 * @param version null for the latest
 */
public record SecretReference(
        UUID organization,
        UUID automation,
        SecretProviderCredential credential,
        WorkloadIdentityConfig identity,
        String name,
        String version) {}
