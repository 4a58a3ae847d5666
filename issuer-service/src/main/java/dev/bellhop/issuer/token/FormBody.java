package dev.bellhop.issuer.token;

import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code application/x-www-form-urlencoded} body (RFC 6749, appendix B), read strictly: broken escapes and bytes that are not UTF-8 are
 * refused instead of guessed at. A parameter without a value counts as absent (section 3.2).
 */
final class FormBody {
    /** Of the whole body; a subject token, 8 KiB at most, may be all escapes and still fits. */
    static final int LARGEST = 32 * 1024;

    private static final int MOST_PARAMETERS = 32;

    private final Map<String, List<String>> parameters;

    private FormBody(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** @param contentType as in the request's header; null if it has none */
    static FormBody of(String contentType, byte[] body) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw TokenException.invalidRequest("Content-Type must be " + MediaType.APPLICATION_FORM_URLENCODED);
        }
        return parse(body);
    }

    static FormBody parse(byte[] body) {
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String[] pairs = utf8(body, body.length).split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw TokenException.invalidRequest("the body has more than " + MOST_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!value.isEmpty()) {
                parameters
                        .computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(value);
            }
        }
        return new FormBody(parameters);
    }

    static TokenException tooLarge() {
        return new TokenException(TokenException.Error.TOO_LARGE, "the body is larger than " + LARGEST + " bytes");
    }

    /** A parameter that may be given once (RFC 6749, section 3.2). */
    Optional<String> once(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw TokenException.invalidRequest(name + " is given more than once");
        }
        return values.stream().findFirst();
    }

    String required(String name) {
        return once(name).orElseThrow(() -> TokenException.invalidRequest(name + " is missing"));
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        int length = 0; // decoded in place: what is decoded is never longer
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                if (i + 2 >= raw.length || hex(raw[i + 1]) < 0 || hex(raw[i + 2]) < 0) {
                    throw TokenException.invalidRequest("the body has a broken percent escape");
                }
                raw[length++] = (byte) (hex(raw[i + 1]) * 16 + hex(raw[i + 2]));
                i += 2;
            } else {
                raw[length++] = raw[i] == '+' ? (byte) ' ' : raw[i];
            }
        }
        return utf8(raw, length);
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw TokenException.invalidRequest("the body is not UTF-8");
        }
    }
}
