package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.config.administration.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A secret provider credential as the API shows it.
 *
 * @param secretRevision how often its client secret was written; not shown
 */
@Schema(name = "SecretProviderCredential")
record SecretProviderCredentialView(
        UUID id,
        String name,
        SecretProvider provider,
        Authentication authentication,
        UUID workloadIdentityConfigId,
        AzureAccess azure,
        @JsonProperty("default") boolean isDefault,
        boolean enabled,
        int revision,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore int secretRevision)
        implements View {

    static SecretProviderCredentialView of(SecretProviderCredential row, boolean isDefault) {
        return new SecretProviderCredentialView(
                row.id(),
                row.name(),
                row.provider(),
                row.authentication(),
                row.workloadIdentityConfigId(),
                AzureAccess.of(row),
                isDefault,
                row.enabled(),
                row.revision(),
                row.createdAt(),
                row.updatedAt(),
                row.secretRevision());
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
        fields.put("provider", provider);
        fields.put("authentication", authentication);
        fields.put("workloadIdentityConfigId", workloadIdentityConfigId);
        fields.put("azure", azure);
        fields.put(
                "clientSecret",
                authentication == Authentication.CLIENT_SECRET ? "(sealed, writing " + secretRevision + ")" : null);
        fields.put("default", isDefault);
        fields.put("enabled", enabled);
        return fields;
    }
}
