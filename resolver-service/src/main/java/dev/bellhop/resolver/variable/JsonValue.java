package dev.bellhop.resolver.variable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bellhop.resolver.secret.SecretText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value inside a secret that is JSON, by JSON pointer (RFC 6901). A string is delivered as its characters, anything else as the very
 * JSON text that stands there: {@code 1.10} stays {@code 1.10}. Of members with one name the last one counts, as in most readers.
 */
final class JsonValue {
    private static final JsonFactory JSON = new JsonFactory();

    private final String json;
    private final List<String> steps;

    private JsonValue(String json, List<String> steps) {
        this.json = json;
        this.steps = steps;
    }

    /** The secret is not JSON. Carries nothing of it. */
    static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NotJsonException() {
            super("not JSON", null, false, false);
        }
    }

    /**
     * @param pointer {@code /database/password}; a text without the leading slash is the name of one member
     * @return empty when nothing stands there
     */
    static Optional<SecretText> at(SecretText secret, String pointer) throws NotJsonException {
        String json = secret.reveal();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new NotJsonException();
            }
            Optional<String> found = new JsonValue(json, steps(pointer)).find(parser, 0);
            if (parser.nextToken() != null) {
                throw new NotJsonException();
            }
            return found.map(SecretText::of);
        } catch (IOException notJson) {
            // A parser quotes what it reads: its exception goes no further.
            throw new NotJsonException();
        }
    }

    private static List<String> steps(String pointer) {
        if (!pointer.startsWith("/")) {
            return pointer.isEmpty() ? List.of() : List.of(pointer);
        }
        return Stream.of(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** Finds below the value the parser stands on, and leaves it at that value's last token. */
    private Optional<String> find(JsonParser parser, int depth) throws IOException {
        if (depth == steps.size()) {
            return Optional.of(textOf(parser));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> member(parser, depth);
            case START_ARRAY -> element(parser, depth);
            default -> Optional.empty();
        };
    }

    private Optional<String> member(JsonParser parser, int depth) throws IOException {
        Optional<String> found = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean meant = parser.currentName().equals(steps.get(depth));
            parser.nextToken();
            if (meant) {
                found = find(parser, depth + 1);
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private Optional<String> element(JsonParser parser, int depth) throws IOException {
        String step = steps.get(depth);
        // "Leading zeros" are no index (RFC 6901, section 4).
        int wanted = step.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(step) : -1;
        Optional<String> found = Optional.empty();
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == wanted) {
                found = find(parser, depth + 1);
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private String textOf(JsonParser parser) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            return parser.getText();
        }
        long start = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getCharOffset();
        return json.substring(Math.toIntExact(start), Math.toIntExact(end));
    }
}
