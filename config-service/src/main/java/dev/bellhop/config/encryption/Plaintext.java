package dev.bellhop.config.encryption;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A value in clear, for as long as one request. It shows itself only to those who ask for it by {@link #reveal}. */
public final class Plaintext {
    private final String value;

    private Plaintext(String value) {
        this.value = value;
    }

    @JsonCreator
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
}
