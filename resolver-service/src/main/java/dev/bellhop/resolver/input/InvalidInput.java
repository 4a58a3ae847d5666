package dev.bellhop.resolver.input;

import java.util.List;
import java.util.Objects;

/** Input that is not what it has to be. Safe to show and to store: it names members and expectations, never what was found. */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidInput(String field, String expected) {
        this(List.of(new FieldError(field, expected, null)));
    }

    public InvalidInput(String field, String expected, String fix) {
        this(List.of(new FieldError(field, expected, fix)));
    }

    public InvalidInput(List<FieldError> errors) {
        super(describe(errors), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** Everything that was found wrong, at least one. */
    public List<FieldError> errors() {
        return errors;
    }

    private static String describe(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field() + ": expected " + error.expected())
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
    }

    /**
     * One member that was refused.
     *
     * @param field its name, dotted from the root; {@code body} for the document itself
     * @param expected what it has to be
     * @param fix what to do about it; null where the expectation says it all
     */
    public record FieldError(String field, String expected, String fix) {
        public FieldError {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(expected, "expected");
        }
    }
}
