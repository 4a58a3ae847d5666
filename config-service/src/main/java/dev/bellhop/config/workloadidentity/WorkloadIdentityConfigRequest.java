package dev.bellhop.config.workloadidentity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.config.problem.CheckedBody;
import dev.bellhop.config.problem.Checks;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A workload identity config as an admin writes it. What answers show beyond it may be sent back and is not read.
 *
 * @param id absent, or at replacement the one in the address
 * @param subjectScope organization where absent
 * @param isDefault whether it becomes the default of its cloud; false where absent
 * @param enabled true where absent
 */
@Schema(
        name = "WorkloadIdentityConfigRequest",
        requiredProperties = {"name", "cloudProvider", "azure"})
@JsonIgnoreProperties({"audience", "subject", "revision", "createdAt", "updatedAt"})
record WorkloadIdentityConfigRequest(
        UUID id,
        @Schema(minLength = 1, maxLength = 120) String name,
        CloudProvider cloudProvider,
        AzureTrust azure,
        SubjectScope subjectScope,
        @JsonProperty("default") Boolean isDefault,
        Boolean enabled)
        implements CheckedBody {

    WorkloadIdentityConfigRequest {
        subjectScope = subjectScope == null ? SubjectScope.ORGANIZATION : subjectScope;
        isDefault = isDefault != null && isDefault;
        enabled = enabled == null || enabled;
    }

    @Override
    public void check(Checks checks, UUID path) {
        checks.id(id, path);
        checks.name("name", name);
        checks.require(cloudProvider != null, "cloudProvider", "azure");
        if (checks.require(azure != null, "azure", "an object with tenantId and clientId")) {
            azure.check(checks);
        }
    }
}
