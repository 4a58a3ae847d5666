package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.delivery.Recipient;
import dev.bellhop.resolver.input.InvalidInput;
import dev.bellhop.resolver.input.JsonInput;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The data of a {@code dev.bellhop.kickoff.requested.v1} event, as {@code docs/events} describes it.
 *
 * @param kind {@code crew} if the event does not say
 * @param deadline the scheduler's own
 */
record KickoffEvent(
        UUID kickoffId,
        UUID organizationId,
        UUID automationId,
        String kind,
        Optional<Recipient> recipient,
        Optional<Instant> deadline) {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** Fails with {@link Refusal} that names every member that is not as it has to be. */
    static KickoffEvent parse(byte[] payload, int limit) {
        try {
            JsonInput input = JsonInput.parse(payload, limit);
            KickoffEvent event = new KickoffEvent(
                    input.uuid("kickoffId"),
                    input.uuid("organizationId"),
                    input.uuid("automationId"),
                    input.optionalToken("kind", KIND, "lower-case letters, digits and hyphens, at most 63")
                            .orElse("crew"),
                    input.reading(input.optionalObject("recipient"), Recipient::of),
                    input.optionalTime("deadline"));
            input.check();
            return event;
        } catch (InvalidInput invalid) {
            throw Refusal.of(invalid);
        }
    }
}
