package dev.bellhop.config.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what is wrong with a body in the words of its fields. Jackson's own messages quote the value, which may be a secret. */
final class JsonFailures {
    private JsonFailures() {}

    static ConfigException explain(JsonProcessingException failure) {
        if (failure.getCause() instanceof ConfigException ours) {
            return ours; // the body went over its limit while it was read
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return ConfigException.invalid(path(unknown), noSuchField(unknown.getKnownPropertyIds()));
        }
        if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return ConfigException.invalid(path(mismatch), expected(mismatch.getTargetType()));
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return ConfigException.invalid(path(mapping), "a value of the documented type");
        }
        return new ConfigException(Reason.MALFORMED_JSON, "not JSON (RFC 8259), or a name twice" + where(failure));
    }

    private static String where(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    static String noSuchField(Collection<Object> known) {
        return "no such field; known here: "
                + (known == null
                        ? "none"
                        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
    }

    /** {@code azure.tenantId}, {@code assignedTo[2]}; {@code body} for the whole. */
    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : failure.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    static String expected(Class<?> type) {
        if (type == UUID.class) {
            return "a UUID, 8-4-4-4-12 hexadecimal digits";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", written(type));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a string";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    /** The words of an enum, in the order of its constants. */
    static List<String> written(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (field.isEnumConstant()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                names.add(property == null ? field.getName() : property.value());
            }
        }
        return names;
    }
}
