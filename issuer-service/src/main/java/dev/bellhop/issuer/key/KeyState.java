package dev.bellhop.issuer.key;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Where a managed key stands in its life. */
enum KeyState {
    /** Published, so that every cache sees it, and not signing yet. */
    PREPARED,
    /** Published and signing; at most one key, which the database enforces too. */
    ACTIVE,
    /** Published until the last token it signed has expired, and not signing any more. */
    RETIRED,
    /** Neither published nor signing; its private half is erased. The row stays, so that its key id is never used again. */
    REMOVED;

    /** The database's spelling. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Stored implements AttributeConverter<KeyState, String> {
        @Override
        public String convertToDatabaseColumn(KeyState state) {
            return state == null ? null : state.stored();
        }

        @Override
        public KeyState convertToEntityAttribute(String stored) {
            return stored == null ? null : KeyState.valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
