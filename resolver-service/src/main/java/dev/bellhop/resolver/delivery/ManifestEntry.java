package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was read for one variable, when and in which version; never the value.
 *
 * @param credentialId null for a direct value and for a default
 * @param secretName only in the sealed manifest and in the audit record: absent where others may look
 * @param version null where there are none
 * @param readStartedAt when the read was handed to the network
 * @param fingerprint see {@link Fingerprints}
 * @param warnings what an operator should look at, such as a passed expiry date
 */
public record ManifestEntry(
        String key,
        UUID credentialId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secretName,
        String version,
        Instant updatedAt,
        Instant expiresAt,
        Instant readStartedAt,
        long readMillis,
        String fingerprint,
        List<String> warnings) {

    /** As it may stand on the results topic: without the secret's name. */
    public ManifestEntry withoutSecretName() {
        return new ManifestEntry(
                key,
                credentialId,
                null,
                version,
                updatedAt,
                expiresAt,
                readStartedAt,
                readMillis,
                fingerprint,
                warnings);
    }
}
