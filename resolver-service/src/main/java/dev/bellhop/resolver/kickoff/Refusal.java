package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.input.InvalidInput;
import dev.bellhop.resolver.input.InvalidInput.FieldError;
import java.util.List;

/** Why a record is not admitted. All of it is our own words: codes, names of members and headers, what was expected. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String code;
    private final transient List<FieldError> errors;

    /**
     * @param code what the reason means in this case, such as {@code token-expired}; null where the reason says it all
     */
    Refusal(Reason reason, String code, List<FieldError> errors) {
        super(reason.code() + (code == null ? "" : " (" + code + ")"), null, false, false);
        this.reason = reason;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    static Refusal malformed(String field, String expected, String fix) {
        return new Refusal(Reason.KICKOFF_MALFORMED, null, List.of(new FieldError(field, expected, fix)));
    }

    static Refusal of(InvalidInput invalid) {
        boolean recipient =
                invalid.errors().stream().allMatch(error -> error.field().startsWith("recipient"));
        return new Refusal(recipient ? Reason.RECIPIENT_INVALID : Reason.KICKOFF_MALFORMED, null, invalid.errors());
    }

    static Refusal unauthenticated(String code, String expected, String fix) {
        return new Refusal(
                Reason.KICKOFF_UNAUTHENTICATED, code, List.of(new FieldError("authorization", expected, fix)));
    }

    static Refusal notBound(String claim, String expected) {
        return new Refusal(
                Reason.KICKOFF_NOT_BOUND,
                null,
                List.of(new FieldError(claim, expected, "request a kickoff grant for exactly this kickoff")));
    }

    Reason reason() {
        return reason;
    }

    String code() {
        return code;
    }

    List<FieldError> errors() {
        return errors;
    }
}
