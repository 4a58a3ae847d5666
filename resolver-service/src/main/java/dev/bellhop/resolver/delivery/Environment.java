package dev.bellhop.resolver.delivery;

import dev.bellhop.resolver.secret.SecretText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The resolved values of one kickoff by variable key, in clear: it exists between the last read and the seal, and prints without
 * its values.
 *
 * @param values in the plan's order
 * @param manifest one entry per value, secret names included
 */
public record Environment(
        UUID kickoffId,
        UUID organizationId,
        UUID automationId,
        Map<String, SecretText> values,
        List<ManifestEntry> manifest) {

    public Environment {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        manifest = List.copyOf(manifest);
    }

    @Override
    public String toString() {
        return "Environment[kickoffId=" + kickoffId + ", keys=" + values.keySet() + "]";
    }
}
