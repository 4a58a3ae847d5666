package dev.bellhop.resolver.assertion;

import java.util.Optional;
import java.util.UUID;

/**
 * All a subject token depends on.
 *
 * @param automation present when each automation has a subject of its own
 * @param audience as the cloud expects it
 */
public record AssertionKey(UUID organization, Optional<UUID> automation, String audience) {

    /** The subject our issuer puts into the token (design, section 5). */
    public String subject() {
        return "organization:" + organization
                + automation.map(id -> ":automation:" + id).orElse("");
    }
}
