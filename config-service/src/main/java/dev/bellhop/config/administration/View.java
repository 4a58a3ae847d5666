package dev.bellhop.config.administration;

import java.util.Map;
import java.util.UUID;

/** A row as the API shows it: no secret in it, so that it may also be compared and written to the audit trail. */
public interface View {
    UUID id();

    int revision();

    /** What people call the row. */
    String label();

    /** Field by field what an admin sets; a secret field by a mark that changes when it is written. */
    Map<String, Object> auditFields();

    /** Whether the row is the default of its cloud or provider; kept beside the row, so not counted by its revision. */
    default boolean chosenByDefault() {
        return false;
    }

    /** Strong (RFC 9110, section 8.8.3): changes whenever the representation does. */
    default String entityTag() {
        return "\"" + revision() + (chosenByDefault() ? "-default" : "") + "\"";
    }
}
