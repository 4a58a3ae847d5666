package dev.bellhop.config.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
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
        json.addHandler(new FieldFaults());
        json.registerModule(new SimpleModule("bellhop")
                .addDeserializer(UUID.class, new UuidDeserializer())
                .addDeserializer(Boolean.class, new BooleanDeserializer())
                .addDeserializer(String.class, new TextDeserializer())
                .setDeserializerModifier(new BeanDeserializerModifier() {
                    @Override
                    public JsonDeserializer<?> modifyEnumDeserializer(
                            DeserializationConfig config,
                            JavaType type,
                            BeanDescription description,
                            JsonDeserializer<?> deserializer) {
                        return new WordDeserializer(deserializer, type);
                    }
                }));
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
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            }
            if (!isUuid(parser.getText())) {
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

    /** Texts and numbers are no booleans. */
    private static final class BooleanDeserializer extends StdScalarDeserializer<Boolean> {
        private static final long serialVersionUID = 1L;

        BooleanDeserializer() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_TRUE) && !parser.hasToken(JsonToken.VALUE_FALSE)) {
                return (Boolean) context.handleUnexpectedToken(Boolean.class, parser);
            }
            return parser.getBooleanValue();
        }
    }

    /** An enum's constant is a word and nothing else: no number, no nothing. */
    private static final class WordDeserializer extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        private final JavaType type;

        WordDeserializer(JsonDeserializer<?> words, JavaType type) {
            super(words);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> words) {
            return new WordDeserializer(words, type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.handleUnexpectedToken(type, parser);
            }
            return parser.getText().isEmpty()
                    ? context.handleWeirdStringValue(type.getRawClass(), "", "empty")
                    : super.deserialize(parser, context);
        }
    }
}
