package dev.bellhop.issuer.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An error answer (RFC 6749, section 5.2). */
record TokenErrorAnswer(
        String error, @JsonProperty("error_description") String errorDescription) {

    /** The description may hold printable ASCII without quotation mark and backslash only. */
    static TokenErrorAnswer of(String error, String description) {
        return new TokenErrorAnswer(
                error, description.replaceAll("[\"\\\\]", "'").replaceAll("[^\\x20-\\x7e]", "?"));
    }
}
