package dev.bellhop.config.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Notes every member of a body that is none, or not of its type, and lets Jackson go on without it: so the first is not the only
 * one that is told. Outside of {@link #collecting} Jackson fails as it always does.
 */
final class FieldFaults extends DeserializationProblemHandler {
    /** A body is read on one thread, between the two lines of {@link #collecting}. */
    private static final ThreadLocal<List<FieldError>> OF_THIS_BODY = new ThreadLocal<>();

    /** What reads the body. */
    interface Reading {
        Object read() throws IOException;
    }

    /** @param faults takes what was wrong */
    static Object collecting(List<FieldError> faults, Reading reading) throws IOException {
        OF_THIS_BODY.set(faults);
        try {
            return reading.read();
        } finally {
            OF_THIS_BODY.remove();
        }
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        List<FieldError> faults = OF_THIS_BODY.get();
        if (faults == null) {
            return false;
        }
        // a record's unknown members come from a buffer when all others were read: then the real parser stands behind
        // the object
        String field = parser == context.getParser() ? path(parser) : joined(path(context.getParser()), name);
        Collection<Object> known = deserializer.getKnownPropertyNames();
        faults.add(new FieldError(field, JsonFailures.noSuchField(known)));
        parser.skipChildren();
        return true;
    }

    @Override
    public Object handleWeirdStringValue(DeserializationContext context, Class<?> type, String value, String message) {
        return noted(context.getParser(), type) ? null : NOT_HANDLED;
    }

    @Override
    public Object handleWeirdNumberValue(DeserializationContext context, Class<?> type, Number value, String message) {
        return noted(context.getParser(), type) ? null : NOT_HANDLED;
    }

    @Override
    public Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
            throws IOException {
        if (!noted(parser, type.getRawClass())) {
            return NOT_HANDLED;
        }
        parser.skipChildren();
        return null;
    }

    @Override
    public Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        if (!noted(parser, type)) {
            return NOT_HANDLED;
        }
        parser.skipChildren();
        return null;
    }

    private static boolean noted(JsonParser parser, Class<?> type) {
        List<FieldError> faults = OF_THIS_BODY.get();
        if (faults == null) {
            return false;
        }
        String path = path(parser);
        faults.add(new FieldError(path.isEmpty() ? "body" : path, JsonFailures.expected(type)));
        return true;
    }

    /** {@code azure.tenantId}, {@code assignedTo[2]}; empty for the whole. */
    private static String path(JsonParser parser) {
        JsonStreamContext at = parser.getParsingContext();
        if (parser.hasToken(JsonToken.START_OBJECT) || parser.hasToken(JsonToken.START_ARRAY)) {
            at = at.getParent(); // the parser is inside already, the fault is the member itself
        }
        List<String> steps = new ArrayList<>();
        for (; at != null && !at.inRoot(); at = at.getParent()) {
            steps.add(0, at.inArray() ? "[" + at.getCurrentIndex() + "]" : at.getCurrentName());
        }
        return steps.stream().reduce("", FieldFaults::joined);
    }

    private static String joined(String path, String step) {
        return path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
    }
}
