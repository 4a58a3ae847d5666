package dev.bellhop.config.listing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The place after one row, in the order of time and id or, where a name is asked for, of name and id. Written as base64url; what it
 * means is ours alone.
 *
 * @param name null in the order of time
 */
public record Cursor(Instant at, String name, UUID id) {
    private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;
    /** No letter of base64url, so no cursor of the other order begins with it. */
    private static final String BY_NAME = "~";

    public Cursor(Instant at, UUID id) {
        this(at, null, id);
    }

    public static Cursor byName(String name, UUID id) {
        return new Cursor(Instant.EPOCH, name, id);
    }

    public boolean isByName() {
        return name != null;
    }

    public String written() {
        if (isByName()) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            return BY_NAME
                    + encoded(written(ByteBuffer.allocate(2 * Long.BYTES + text.length))
                            .put(text));
        }
        return encoded(
                written(ByteBuffer.allocate(BYTES).putLong(at.getEpochSecond()).putInt(at.getNano())));
    }

    private ByteBuffer written(ByteBuffer bytes) {
        return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static String encoded(ByteBuffer bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty where the text is none of ours. */
    static Optional<Cursor> read(String written) {
        try {
            return written.startsWith(BY_NAME)
                    ? readByName(Base64.getUrlDecoder().decode(written.substring(1)))
                    : readByTime(Base64.getUrlDecoder().decode(written));
        } catch (IllegalArgumentException | DateTimeException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Cursor> readByTime(byte[] bytes) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
        return Optional.of(new Cursor(at, new UUID(buffer.getLong(), buffer.getLong())))
                .filter(cursor -> Times.holds(cursor.at));
    }

    private static Optional<Cursor> readByName(byte[] bytes) throws CharacterCodingException {
        if (bytes.length < 2 * Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        String name = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        return name.indexOf(0) < 0 ? Optional.of(byName(name, id)) : Optional.empty();
    }
}
