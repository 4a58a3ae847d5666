package dev.bellhop.resolver.kickoff;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A kickoff record's headers: CloudEvents 1.0 attributes (Kafka protocol binding, section 3.2) and the bearer token.
 *
 * @param id {@code ce_id}, which is the kickoff's id
 * @param token from {@code authorization}, without its scheme
 */
record KickoffHeaders(UUID id, String token) {
    static final String TYPE = "dev.bellhop.kickoff.requested.v1";

    private static final int MOST_HEADERS = 64;
    private static final int MOST_BYTES_TOGETHER = 32 * 1_024;
    private static final int MOST_BYTES = 1_024;
    /** The token's own cap of 8 KiB is caller-identity's; this only keeps the header from being decoded at any size. */
    private static final int MOST_TOKEN_BYTES = 16 * 1_024;

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern JSON = Pattern.compile("(?i)application/json(;\\s*charset=utf-8)?");
    private static final Pattern BEARER = Pattern.compile("(?i)bearer ");

    static KickoffHeaders of(Headers headers) {
        if (headers.toArray().length > MOST_HEADERS) {
            throw Refusal.malformed("headers", "at most " + MOST_HEADERS, null);
        }
        if (bytes(headers) > MOST_BYTES_TOGETHER) {
            throw Refusal.malformed("headers", "at most " + MOST_BYTES_TOGETHER + " bytes together", null);
        }
        expect(headers, "ce_specversion", Pattern.compile("1\\.0"), "1.0");
        expect(headers, "ce_type", Pattern.compile(Pattern.quote(TYPE)), TYPE);
        expect(headers, "ce_source", Pattern.compile("\\S+"), "a URI reference that names the scheduler");
        text(headers, "content-type", MOST_BYTES).ifPresent(type -> {
            if (!JSON.matcher(type).matches()) {
                throw Refusal.malformed("content-type", "application/json", "send the event in binary mode");
            }
        });
        String id = expect(headers, "ce_id", UUID_TEXT, "the kickoff's id, a UUID");
        return new KickoffHeaders(UUID.fromString(id), token(headers));
    }

    /** Of all names and values, also of headers nobody asks for: they are held as long as the record is. */
    private static long bytes(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    private static String token(Headers headers) {
        String expected = "Bearer and a kickoff grant";
        String fix = "request one from the issuer with audience=bellhop-kickoff and send it in the header";
        String value = text(headers, "authorization", MOST_TOKEN_BYTES)
                .orElseThrow(() -> Refusal.unauthenticated("token-missing", expected, fix));
        if (!BEARER.matcher(value).lookingAt()) {
            throw Refusal.unauthenticated("token-missing", expected, fix);
        }
        return value.substring("bearer ".length());
    }

    private static String expect(Headers headers, String name, Pattern pattern, String expected) {
        return text(headers, name, MOST_BYTES)
                .filter(value -> pattern.matcher(value).matches())
                .orElseThrow(() -> Refusal.malformed(name, expected, null));
    }

    /** A header that may stand once; decoded only below the limit. */
    private static Optional<String> text(Headers headers, String name, int limit) {
        Iterator<Header> found = headers.headers(name).iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        byte[] value = found.next().value();
        if (found.hasNext()) {
            throw Refusal.malformed(name, "one header of this name", null);
        }
        if (value == null) {
            return Optional.empty();
        }
        if (value.length > limit) {
            throw Refusal.malformed(name, "at most " + limit + " bytes", null);
        }
        return Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "KickoffHeaders[" + id + "]";
    }
}
