package dev.bellhop.resolver.connection;

import dev.bellhop.resolver.input.JsonInput;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What to try beyond the exchange and the list.
 *
 * @param secretName one to be read; its value is not shown
 * @param automationId whose subject is presented, where each automation has its own
 */
record ConnectionRequest(Optional<String> secretName, Optional<UUID> automationId) {
    private static final int MOST_BYTES = 4_096;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]{1,127}");

    static ConnectionRequest parse(byte[] body) {
        if (body == null || body.length == 0) {
            return new ConnectionRequest(Optional.empty(), Optional.empty());
        }
        JsonInput input = JsonInput.parse(body, MOST_BYTES);
        ConnectionRequest request = new ConnectionRequest(
                input.optionalToken("secretName", NAME, "1 to 127 letters, digits, hyphens and underscores"),
                input.optionalUuid("automationId"));
        input.check();
        return request;
    }
}
