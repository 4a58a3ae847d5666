package dev.bellhop.config.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request that is not served, and why. The message is shown and logged: ids and names, never a value. */
public final class ConfigException extends RuntimeException {
    private final Reason reason;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> members;

    private ConfigException(Reason reason, String message, List<FieldError> errors, Map<String, Object> members) {
        super(message);
        this.reason = reason;
        this.errors = List.copyOf(errors);
        this.members = members;
    }

    public ConfigException(Reason reason, String message) {
        this(reason, message, List.of(), Map.of());
    }

    /** @param errors at least one */
    static ConfigException invalid(List<FieldError> errors) {
        String fields = String.join(
                ", ", errors.stream().map(FieldError::field).distinct().toList());
        return new ConfigException(Reason.INVALID_REQUEST, "see errors: " + fields, errors, Map.of());
    }

    public static ConfigException invalid(String field, String expected) {
        return invalid(List.of(new FieldError(field, expected)));
    }

    public static ConfigException unknown(Reason reason, String kind, UUID id) {
        return new ConfigException(reason, "no " + kind + " " + id);
    }

    /** Other changes kept getting in the way; the cause stays, for those who can say more. */
    public static ConfigException conflict(Throwable collision) {
        ConfigException conflict =
                new ConfigException(Reason.CONFLICT, "read again what the change rests on, and repeat it");
        conflict.initCause(collision);
        return conflict;
    }

    /** This failure with one more member in its problem document (RFC 9457, section 3.2). */
    public ConfigException with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ConfigException(reason, getMessage(), errors, more);
    }

    public Reason reason() {
        return reason;
    }

    List<FieldError> errors() {
        return errors;
    }

    Map<String, Object> members() {
        return members;
    }
}
