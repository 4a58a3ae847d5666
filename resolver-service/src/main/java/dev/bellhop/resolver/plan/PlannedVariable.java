package dev.bellhop.resolver.plan;

import java.util.UUID;

/**
 * One environment variable of an automation.
 *
 * @param source {@code direct}, {@code default} (of a provider) or {@code credential}
 * @param credentialId null for a direct value, and for a {@code default} source without any default credential
 * @param secretName as stored: {@code _} is still {@code _}
 * @param jsonPointer into the secret's value, when that is JSON (RFC 6901); null for the whole value
 * @param version to be read; null for the latest
 * @param required whether the kickoff fails without it
 */
public record PlannedVariable(
        String key,
        String source,
        UUID credentialId,
        String secretName,
        String jsonPointer,
        String version,
        boolean required,
        boolean hasDefaultValue) {

    /** Whether its value stands in config-service itself. */
    public boolean direct() {
        return "direct".equals(source);
    }
}
