package dev.bellhop.config.variable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.config.administration.View;
import dev.bellhop.config.credential.SecretProvider;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An environment variable as the API shows it: whether there are values, never which.
 *
 * @param warnings in the answer to a write, what was accepted and may surprise; else absent
 * @param valueRevision how often a value was written; not shown
 */
@Schema(name = "EnvironmentVariable")
record EnvironmentVariableView(
        UUID id,
        String key,
        Source source,
        SecretProvider provider,
        UUID credentialId,
        String secretName,
        String version,
        boolean required,
        boolean hasDefaultValue,
        List<UUID> assignedTo,
        @JsonInclude(Include.NON_NULL) List<String> warnings,
        int revision,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore int valueRevision)
        implements View {

    static EnvironmentVariableView of(EnvironmentVariable row, List<UUID> assignedTo) {
        return new EnvironmentVariableView(
                row.id(),
                row.key(),
                row.source(),
                row.provider(),
                row.credentialId(),
                row.secretReference(),
                row.secretVersion(),
                row.required(),
                row.hasDefaultValue(),
                assignedTo,
                null,
                row.revision(),
                row.createdAt(),
                row.updatedAt(),
                row.valueRevision());
    }

    EnvironmentVariableView warning(List<String> texts) {
        return new EnvironmentVariableView(
                id,
                key,
                source,
                provider,
                credentialId,
                secretName,
                version,
                required,
                hasDefaultValue,
                assignedTo,
                texts.isEmpty() ? null : texts,
                revision,
                createdAt,
                updatedAt,
                valueRevision);
    }

    @Override
    public String label() {
        return key;
    }

    @Override
    public Map<String, Object> auditFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("source", source);
        fields.put("provider", provider);
        fields.put("credentialId", credentialId);
        fields.put("secretName", secretName);
        fields.put("version", version);
        fields.put("required", required);
        fields.put("value", source == Source.DIRECT ? writing() : null);
        fields.put("defaultValue", hasDefaultValue ? writing() : null);
        fields.put("assignedTo", assignedTo);
        return fields;
    }

    private String writing() {
        return "(sealed, writing " + valueRevision + ")";
    }
}
