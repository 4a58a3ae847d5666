package dev.bellhop.config.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Collects everything wrong with a request, so that it is told at once and not one field at a time. */
public final class Checks {
    private static final int MAX_NAME = 120;

    private final List<FieldError> errors = new ArrayList<>();

    /** The body, which JSON {@code null} or nothing at all would leave null. */
    public static <T> T present(T body) {
        if (body == null) {
            throw ConfigException.invalid("body", "a JSON object");
        }
        return body;
    }

    /** @return whether the requirement is met */
    public boolean require(boolean met, String field, String expected) {
        return require(met, field, expected, null);
    }

    /** @return whether the requirement is met */
    public boolean require(boolean met, String field, String expected, String fix) {
        if (!met) {
            errors.add(new FieldError(field, expected, fix));
        }
        return met;
    }

    /** A name that people give and read: 1 to 120 characters, no control characters, no blanks around it. */
    public void name(String field, String name) {
        require(
                name != null
                        && !name.isEmpty()
                        && name.codePointCount(0, name.length()) <= MAX_NAME
                        && name.strip().length() == name.length()
                        && name.codePoints().noneMatch(Checks::invisible),
                field,
                "1 to 120 characters, without control characters and without blanks around them");
    }

    /**
     * An id in a body only repeats the one in the address.
     *
     * @param path null at creation, where we choose the id
     */
    public void id(UUID id, UUID path) {
        if (path == null) {
            require(id == null, "id", "nothing: it is chosen here");
        } else {
            require(id == null || id.equals(path), "id", "the id in the address, or nothing");
        }
    }

    private static boolean invisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Fails with all that was collected, if anything was. */
    public void done() {
        if (!errors.isEmpty()) {
            throw ConfigException.invalid(errors);
        }
    }
}
