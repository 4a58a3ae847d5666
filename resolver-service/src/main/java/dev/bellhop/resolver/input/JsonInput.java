package dev.bellhop.resolver.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.resolver.input.InvalidInput.FieldError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A JSON object from outside, read member by member. Every refusal is collected, so that {@link #check()} names all that is wrong at
 * once. Members nobody asked for are refused: a misspelt optional member would otherwise be a silent default.
 */
public final class JsonInput {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** What can be repeated to whoever sent it without a second thought. */
    private static final Pattern NAMEABLE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** RFC 3339, section 5.6: a full date and time with its offset. */
    private static final Pattern TIME_TEXT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(8_192)
                            .maxNameLength(256)
                            .maxNumberLength(32)
                            .build())
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);

    private final ObjectNode object;
    private final Set<String> asked = new TreeSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private JsonInput(ObjectNode object) {
        this.object = object;
    }

    /** Parses one JSON object of at most {@code limit} bytes of UTF-8; fails with {@link InvalidInput}. */
    public static JsonInput parse(byte[] body, int limit) {
        if (body == null || body.length == 0) {
            throw new InvalidInput("body", "a JSON object");
        }
        if (body.length > limit) {
            throw new InvalidInput("body", "at most " + limit + " bytes");
        }
        return new JsonInput(objectIn(body));
    }

    private static ObjectNode objectIn(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (STRICT.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new InvalidInput("body", "a JSON object");
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new InvalidInput("body", "well-formed JSON, each member once" + where);
        } catch (CharacterCodingException notText) {
            throw new InvalidInput("body", "UTF-8");
        } catch (IOException unreadable) {
            throw new InvalidInput("body", "a JSON object");
        }
    }

    /** A UUID in its canonical text form. */
    public UUID uuid(String member) {
        return optionalUuid(member).orElseGet(() -> required(member, "a UUID"));
    }

    /** The same, which may be left out. */
    public Optional<UUID> optionalUuid(String member) {
        return text(member, "a UUID")
                .flatMap(text -> UUID_TEXT.matcher(text).matches()
                        ? Optional.of(UUID.fromString(text))
                        : wrong(member, "a UUID"));
    }

    /** A moment (RFC 3339) with its offset, which may be left out. */
    public Optional<Instant> optionalTime(String member) {
        String expected = "an RFC 3339 time with its offset, such as 2026-11-21T10:00:30Z";
        return text(member, expected).flatMap(text -> {
            if (!TIME_TEXT.matcher(text).matches()) {
                return wrong(member, expected);
            }
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException noSuchMoment) {
                return wrong(member, expected);
            }
        });
    }

    /** A short token that matches the pattern; the expectation says so in words. */
    public Optional<String> optionalToken(String member, Pattern pattern, String expected) {
        return text(member, expected)
                .flatMap(text -> pattern.matcher(text).matches() ? Optional.of(text) : wrong(member, expected));
    }

    /** A nested object, which may be left out: handed to the reader as it is. */
    public Optional<JsonNode> optionalObject(String member) {
        asked.add(member);
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        return node.isObject() ? Optional.of(node) : wrong(member, "a JSON object");
    }

    /** Reads with something that refuses by itself, and collects its refusal here. */
    public <T> Optional<T> reading(Optional<JsonNode> node, java.util.function.Function<JsonNode, T> reader) {
        try {
            return node.map(reader);
        } catch (InvalidInput refused) {
            errors.addAll(refused.errors());
            return Optional.empty();
        }
    }

    /** Fails with everything that was refused, members nobody asked for included. */
    public void check() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                errors.add(new FieldError(
                        NAMEABLE.matcher(name).matches() ? name : "body",
                        "no members but " + String.join(", ", asked),
                        "remove or rename this unknown member"));
            }
        });
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors.stream().distinct().toList());
        }
    }

    private Optional<String> text(String member, String expected) {
        asked.add(member);
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        return node.isTextual() ? Optional.of(node.textValue()) : wrong(member, expected);
    }

    private <T> Optional<T> wrong(String member, String expected) {
        errors.add(new FieldError(member, expected, null));
        return Optional.empty();
    }

    private <T> T required(String member, String expected) {
        if (errors.stream().noneMatch(error -> error.field().equals(member))) {
            errors.add(new FieldError(member, expected + " (required)", null));
        }
        return null;
    }
}
