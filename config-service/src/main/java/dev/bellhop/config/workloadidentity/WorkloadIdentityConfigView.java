package dev.bellhop.config.workloadidentity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.config.administration.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A workload identity config as the API shows it.
 *
 * @param audience {@code aud} of the tokens we present, as the federated credential must name it
 * @param subject {@code sub} of the tokens; with {@code {automation}} where each automation has its own
 */
@Schema(name = "WorkloadIdentityConfig")
record WorkloadIdentityConfigView(
        UUID id,
        String name,
        CloudProvider cloudProvider,
        AzureTrust azure,
        String audience,
        SubjectScope subjectScope,
        String subject,
        @JsonProperty("default") boolean isDefault,
        boolean enabled,
        int revision,
        Instant createdAt,
        Instant updatedAt)
        implements View {

    static WorkloadIdentityConfigView of(WorkloadIdentityConfig row, boolean isDefault) {
        return new WorkloadIdentityConfigView(
                row.id(),
                row.name(),
                row.cloudProvider(),
                row.azure(),
                row.azure().cloud().audience(),
                row.subjectScope(),
                row.subjectScope().subject(row.organizationId()),
                isDefault,
                row.enabled(),
                row.revision(),
                row.createdAt(),
                row.updatedAt());
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public boolean chosenByDefault() {
        return isDefault;
    }

    @Override
    public Map<String, Object> auditFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("cloudProvider", cloudProvider);
        fields.put("azure", azure);
        fields.put("subjectScope", subjectScope);
        fields.put("default", isDefault);
        fields.put("enabled", enabled);
        return fields;
    }
}
