package dev.bellhop.resolver.secret;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.util.Objects;

/**
 * A secret value in clear. It prints as {@code [secret]}, is left out of JSON, and has no {@code equals}: whoever needs the
 * characters says so by calling {@link #reveal()}, which makes every place that handles a value easy to find.
 */
@JsonIgnoreType
public final class SecretText {
    private final String value;

    private SecretText(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** Holds the value given; an empty one is a value too. */
    public static SecretText of(String value) {
        return new SecretText(value);
    }

    /** The value itself: for sealing, fingerprinting and extraction, never for messages. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
