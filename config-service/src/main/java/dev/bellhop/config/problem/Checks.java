package dev.bellhop.config.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Collects everything wrong with a request, so that it is told at once and not one field at a time. */
public final class Checks {
    private static final int MAX_NAME = 120;

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * A body that keeps its rules.
     *
     * @param body null where it was JSON {@code null} or nothing at all
     * @param path the id in the address; null at creation
     */
    public static <T extends CheckedBody> T passed(T body, UUID path) {
        if (body == null) {
            throw ConfigException.invalid("body", "a JSON object");
        }
        Checks checks = new Checks();
        body.check(checks, path);
        checks.done();
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

    /** A query parameter that is one of an enum's words, as bodies write them. @param text null where it was not sent */
    public static <E extends Enum<E>> E word(Class<E> words, String parameter, String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(constant -> text.equals(JsonFailures.written(words).get(constant.ordinal())))
                .findFirst()
                .orElseThrow(() ->
                        ConfigException.invalid(parameter, "one of " + String.join(", ", JsonFailures.written(words))));
    }

    /** What a name may begin with. */
    public void beginning(String field, String text) {
        require(
                text.codePointCount(0, text.length()) <= MAX_NAME
                        && text.codePoints().noneMatch(Checks::invisible),
                field,
                "the beginning of a name: 1 to 120 characters, without control characters");
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

    /**
     * These faults and, behind them, what else was collected. A member that could not be read is missing in the body that was
     * checked; that it is missing need not be told.
     */
    List<FieldError> beside(List<FieldError> faults) {
        List<FieldError> all = new ArrayList<>(faults);
        errors.stream()
                .filter(error -> faults.stream()
                        .noneMatch(fault ->
                                isPartOf(error.field(), fault.field()) || isPartOf(fault.field(), error.field())))
                .forEach(all::add);
        return all;
    }

    private static boolean isPartOf(String field, String whole) {
        return field.equals(whole) || field.startsWith(whole + ".") || field.startsWith(whole + "[");
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
