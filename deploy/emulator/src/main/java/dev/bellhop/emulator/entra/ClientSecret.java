package dev.bellhop.emulator.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A client secret of an application (Microsoft Graph, passwordCredential). {@link #toString()} does not show the value.
 *
 * @param keyId what Graph tells it apart by
 * @param displayName what people tell it apart by
 * @param expires from then on it is refused; empty if never
 */
public record ClientSecret(UUID keyId, String displayName, String value, Optional<Instant> expires) {
    static final int MAX_LENGTH = 200;

    public ClientSecret {
        if (value == null || value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("value: expected 1 to " + MAX_LENGTH + " characters");
        }
        if (displayName == null) {
            throw new IllegalArgumentException("displayName: required");
        }
    }

    /** What Graph shows of the value afterwards. */
    public String hint() {
        return value.substring(0, Math.min(3, value.length()));
    }

    boolean is(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    boolean hasExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    @Override
    public String toString() {
        return "ClientSecret[" + keyId + ", " + displayName + "]";
    }
}
