package dev.bellhop.config.encryption;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;

/** A value in clear, for as long as one request. It shows itself only to those who ask for it by {@link #reveal}. */
@JsonDeserialize(converter = Plaintext.FromText.class)
public final class Plaintext {
    private final String value;

    private Plaintext(String value) {
        this.value = value;
    }

    public static Plaintext of(String value) {
        return new Plaintext(value);
    }

    /** The value itself. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "(not shown)";
    }

    /** By the texts' own reader, so that what is no text is refused as everywhere. */
    static final class FromText extends StdConverter<String, Plaintext> {
        @Override
        public Plaintext convert(String text) {
            return of(text);
        }
    }
}
