package dev.bellhop.config.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * One thing wrong with a request.
 *
 * @param field path in the JSON body, or the name of a parameter or header
 * @param expected what would have been right; never the value that was sent
 * @param fix what to do, where that is more than sending what was expected
 */
@JsonInclude(Include.NON_NULL)
record FieldError(String field, String expected, String fix) {
    FieldError(String field, String expected) {
        this(field, expected, null);
    }
}
