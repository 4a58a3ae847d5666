package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.TOKEN_MALFORMED;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON from strangers: UTF-8 only, no member twice (RFC 7515 section 4 lets us refuse it), shallow, nothing after the object. One
 * reader for all of it, so no two parsers can disagree on what a token says.
 */
final class StrictJson {
    private static final int DEEPEST = 16;

    private static final ObjectReader OBJECTS = mapper().readerForMapOf(Object.class);

    private StrictJson() {}

    private static ObjectMapper mapper() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(64)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** @throws IOException what is wrong with it; the message may quote it */
    static Map<String, Object> object(byte[] utf8) throws IOException {
        Map<String, Object> object = OBJECTS.readValue(decode(utf8));
        if (object == null) {
            throw new IOException("not a JSON object");
        }
        return object;
    }

    static Map<String, Object> object(byte[] utf8, String part) {
        try {
            return object(utf8);
        } catch (IOException e) {
            // the cause is left out: Jackson's messages quote their source
            throw new CallerException(TOKEN_MALFORMED, "the token's " + part + " is not an acceptable JSON object");
        }
    }

    /** Jackson would guess UTF-16 and UTF-32 from the first bytes; JWS is UTF-8 (RFC 7515, section 2). */
    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString();
    }
}
