package dev.bellhop.emulator.vault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said about a version and changed later.
 *
 * @param notBefore informational: Key Vault serves the value earlier too
 * @param expires informational: Key Vault serves the value later too
 */
public record SecretAttributes(
        Optional<String> contentType,
        boolean enabled,
        Optional<Instant> notBefore,
        Optional<Instant> expires,
        Map<String, String> tags) {
    /** Enabled, and nothing else. */
    public static final SecretAttributes PLAIN =
            new SecretAttributes(Optional.empty(), true, Optional.empty(), Optional.empty(), Map.of());

    static final int MAX_TAGS = 15;
    static final int MAX_TAG = 512;
    static final int MAX_CONTENT_TYPE = 255;

    public SecretAttributes {
        tags = Map.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("tags: expected at most " + MAX_TAGS);
        }
        if (tags.entrySet().stream()
                .anyMatch(
                        tag -> tag.getKey().length() > MAX_TAG || tag.getValue().length() > MAX_TAG)) {
            throw new IllegalArgumentException("tags: expected names and values of at most " + MAX_TAG + " characters");
        }
        if (contentType.isPresent() && contentType.get().length() > MAX_CONTENT_TYPE) {
            throw new IllegalArgumentException("contentType: expected at most " + MAX_CONTENT_TYPE + " characters");
        }
    }

    public SecretAttributes disabled() {
        return new SecretAttributes(contentType, false, notBefore, expires, tags);
    }

    public SecretAttributes expiring(Instant when) {
        return new SecretAttributes(contentType, enabled, notBefore, Optional.of(when), tags);
    }
}
