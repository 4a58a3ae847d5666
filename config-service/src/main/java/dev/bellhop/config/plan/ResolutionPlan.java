package dev.bellhop.config.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.config.credential.Authentication;
import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.variable.Source;
import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import dev.bellhop.config.workloadidentity.CloudProvider;
import dev.bellhop.config.workloadidentity.SubjectScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that resolving one automation needs, but the values; only what its variables reach is in it. */
@Schema(name = "ResolutionPlan")
record ResolutionPlan(
        UUID organizationId,
        UUID automationId,
        String automationName,
        List<Config> workloadIdentityConfigs,
        List<Credential> credentials,
        List<Variable> variables) {

    /**
     * @param audience of the subject token
     * @param subjectScope whose subject the token carries
     * @param revision part of every key under which a token may be shared
     * @param updatedAt refusals soon after it may be the cloud's propagation
     */
    @Schema(name = "PlannedWorkloadIdentityConfig")
    record Config(
            UUID id,
            String name,
            int revision,
            Instant updatedAt,
            boolean enabled,
            CloudProvider cloudProvider,
            String audience,
            SubjectScope subjectScope,
            Azure azure) {}

    /** The identity the subject becomes. */
    @Schema(name = "PlannedAzureIdentity")
    record Azure(UUID tenantId, UUID clientId, AzureIdentity identity, AzureCloud cloud) {}

    /**
     * A vault and how to authenticate to it.
     *
     * @param workloadIdentityConfigId null with a client secret
     */
    @Schema(name = "PlannedCredential")
    record Credential(
            UUID id,
            String name,
            int revision,
            Instant updatedAt,
            boolean enabled,
            SecretProvider provider,
            Authentication authentication,
            UUID workloadIdentityConfigId,
            Access azure) {}

    /**
     * @param vaultUrl normalised; null where the admin has not given it yet
     * @param tenantId with the next two: who presents the client secret, and where; absent with workload identity
     */
    @Schema(name = "PlannedAzureAccess")
    @JsonInclude(Include.NON_NULL)
    record Access(@JsonInclude(Include.ALWAYS) String vaultUrl, UUID tenantId, UUID clientId, AzureCloud cloud) {}

    /**
     * @param credentialId null for a direct value, and where the provider has no default credential
     * @param secretName as the admin spelled it
     * @param jsonPointer null: the secret's whole text
     * @param version null: the latest
     */
    @Schema(name = "PlannedVariable")
    record Variable(
            String key,
            Source source,
            UUID credentialId,
            String secretName,
            String jsonPointer,
            String version,
            boolean required,
            boolean hasDefaultValue) {}
}
