package dev.bellhop.resolver.plan;

import dev.bellhop.resolver.secret.SecretText;
import java.time.Instant;
import java.util.Map;

/**
 * The values that stand in config-service itself. Read for one kickoff (or several at once) and never kept.
 *
 * @param values of direct variables, by key
 * @param defaultValues of variables that have one, by key
 * @param readStartedAt wall time at which the read was handed to the network
 */
public record DirectValues(
        Map<String, SecretText> values, Map<String, SecretText> defaultValues, Instant readStartedAt, long readMillis) {

    public DirectValues {
        values = Map.copyOf(values);
        defaultValues = Map.copyOf(defaultValues);
    }
}
