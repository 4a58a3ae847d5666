package dev.bellhop.config.variable;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.encryption.Plaintext;
import dev.bellhop.config.problem.CheckedBody;
import dev.bellhop.config.problem.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An environment variable as an admin writes it; {@link VariableRules} says what belongs together. What answers show beyond it may
 * be sent back and is not read.
 *
 * @param id absent, or at replacement the one in the address
 * @param value of a direct variable; never shown again. At replacement absent or blank: as it was
 * @param secretName {@code name}, {@code name#json_key} or {@code name#/json/pointer}
 * @param version of the secret; the latest where absent
 * @param required true where absent: without a value the kickoff fails
 * @param defaultValue used where the secret or its JSON key is not found; never shown again. At replacement absent or blank: as it was
 * @param hasDefaultValue false, with no defaultValue: there shall be none
 * @param assignedTo ids of the automations that get it; none where absent
 */
@Schema(
        name = "EnvironmentVariableRequest",
        requiredProperties = {"key", "source"})
@JsonIgnoreProperties({"warnings", "revision", "createdAt", "updatedAt"})
record EnvironmentVariableRequest(
        UUID id,

        @Schema(pattern = "^[A-Za-z_][A-Za-z0-9_]*$", maxLength = 255)
        String key,

        Source source,

        @Schema(type = SchemaType.STRING, implementation = String.class, writeOnly = true)
        Plaintext value,

        SecretProvider provider,
        UUID credentialId,
        String secretName,
        String version,
        Boolean required,

        @Schema(type = SchemaType.STRING, implementation = String.class, writeOnly = true)
        Plaintext defaultValue,

        Boolean hasDefaultValue,
        List<UUID> assignedTo)
        implements CheckedBody {

    EnvironmentVariableRequest {
        value = blankToNull(value);
        defaultValue = blankToNull(defaultValue);
        secretName = secretName == null || secretName.isEmpty() ? null : secretName;
        version = version == null || version.isEmpty() ? null : version;
        required = required == null || required;
        assignedTo = assignedTo == null
                ? List.of()
                : Collections.unmodifiableList(
                        new ArrayList<>(assignedTo)); // a JSON null in it is for the rules to refuse
    }

    @Override
    public void check(Checks checks, UUID path) {
        VariableRules.check(this, path, checks);
    }

    Set<UUID> automations() {
        return new HashSet<>(assignedTo);
    }

    /** A new default value counts more than the wish for none. */
    boolean dropsDefaultValue() {
        return defaultValue == null && Boolean.FALSE.equals(hasDefaultValue);
    }

    private static Plaintext blankToNull(Plaintext value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
