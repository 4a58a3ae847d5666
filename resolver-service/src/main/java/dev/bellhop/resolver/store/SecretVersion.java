package dev.bellhop.resolver.store;

import dev.bellhop.resolver.secret.SecretText;
import java.time.Instant;
import java.util.List;

/**
 * One immutable value of a secret, as read.
 *
 * @param version the vault's id of it; null if the vault does not say
 * @param updatedAt by the vault's clock; may be null
 * @param expiresAt after which it should have been replaced; may be null
 * @param readStartedAt wall time at which the request was handed to the network
 * @param warnings about its state, for the manifest
 */
public record SecretVersion(
        SecretText value,
        String version,
        Instant updatedAt,
        Instant expiresAt,
        Instant readStartedAt,
        long readMillis,
        List<String> warnings) {

    public SecretVersion {
        warnings = List.copyOf(warnings);
    }
}
