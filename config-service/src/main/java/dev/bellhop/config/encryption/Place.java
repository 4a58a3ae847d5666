package dev.bellhop.config.encryption;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where a sealed value belongs: the associated data it was sealed with and opens with. */
public record Place(UUID organization, UUID row, Purpose purpose) {

    byte[] associatedData() {
        return ("bellhop:config:" + organization + ":" + row + ":" + purpose.name()).getBytes(StandardCharsets.UTF_8);
    }
}
