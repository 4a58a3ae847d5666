package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.delivery.Recipient;
import dev.bellhop.resolver.input.JsonInput;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A resolution asked for over HTTP; organization and automation stand in the path.
 *
 * @param kickoffId a new one if the caller does not say
 */
record ResolutionRequest(UUID kickoffId, String kind, Optional<Recipient> recipient, Optional<Instant> deadline) {
    static final int MOST_BYTES = 16_384;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** Fails with {@code InvalidInput} that names every member that is not as it has to be. */
    static ResolutionRequest parse(byte[] body) {
        JsonInput input = JsonInput.parse(body, MOST_BYTES);
        ResolutionRequest request = new ResolutionRequest(
                input.optionalUuid("kickoffId").orElseGet(UUID::randomUUID),
                input.optionalToken("kind", KIND, "lower-case letters, digits and hyphens, at most 63")
                        .orElse("crew"),
                input.reading(input.optionalObject("recipient"), Recipient::of),
                input.optionalTime("deadline"));
        input.check();
        return request;
    }
}
