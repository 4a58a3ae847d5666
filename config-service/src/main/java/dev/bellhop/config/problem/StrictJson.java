package dev.bellhop.config.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

/** JSON is taken as it is meant: nothing twice, nothing behind it, no number for a text, and an id as 36 characters. */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    @Override
    @SuppressWarnings("deprecation") // the replacement builds a mapper, and this one is built
    public void customize(ObjectMapper json) {
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        json.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        json.registerModule(new SimpleModule("bellhop")
                .addDeserializer(UUID.class, new UuidDeserializer())
                .addDeserializer(String.class, new TextDeserializer()));
    }

    /** @return whether the text is an id as we write them */
    static boolean isUuid(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

    private static final class UuidDeserializer extends StdScalarDeserializer<UUID> {
        private static final long serialVersionUID = 1L;

        UuidDeserializer() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING) || !isUuid(parser.getText())) {
                return (UUID) context.handleWeirdStringValue(UUID.class, "", "not a UUID");
            }
            return UUID.fromString(parser.getText());
        }
    }

    /** Numbers and booleans are no text. */
    private static final class TextDeserializer extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        TextDeserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            return parser.getText();
        }
    }
}
