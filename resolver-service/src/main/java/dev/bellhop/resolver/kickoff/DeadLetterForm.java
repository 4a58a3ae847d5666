package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.delivery.DeadLetter;
import dev.bellhop.resolver.input.InvalidInput.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A refused record in the form it may be kept: cut, without its token, and without anything else in it that looks like a token or a
 * private key. Only CloudEvents attributes are taken over; why it was refused is said in our own words.
 */
final class DeadLetterForm {
    private static final int MOST_HEADER_BYTES = 512;
    private static final int MOST_EXPLANATION = 1_024;
    private static final List<String> KEPT =
            List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type");
    /**
     * A compact JWS or JWE: they begin with the base64url of <code>{"</code>, or of a brace and white space. One character class, and
     * no group repeated, here and below: the matcher recurses over such a group, once for each character a stranger sends.
     */
    private static final Pattern TOKEN =
            Pattern.compile("(?:eyJ|(?<![A-Za-z0-9_-])(?:ey[AB]|ew[kop0]))[A-Za-z0-9_.-]*");
    /** The private member of a JWK, finished or cut; also where its name is escaped, or the whole JWK, as JSON within a string. */
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("\"((?:" + String.join("|", privateMembers()) + ")\\\\*)\"\\s*:\\s*\\\\*\"[^\"]*(\"|$)");

    private DeadLetterForm() {}

    /** Their names, each letter as it is, or escaped by its number. */
    private static List<String> privateMembers() {
        return Stream.of("d", "p", "q", "dp", "dq", "qi", "k")
                .map(name -> name.chars()
                        .mapToObj(
                                letter -> "(?:" + (char) letter + "|(?i:\\\\+u00" + Integer.toHexString(letter) + "))")
                        .collect(Collectors.joining()))
                .toList();
    }

    static DeadLetter of(
            ConsumerRecord<byte[], byte[]> record, Refusal refusal, Instant receivedAt, int mostPayloadBytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            Header header = record.headers().lastHeader(name);
            if (header != null && header.value() != null) {
                headers.put(name, text(header.value(), MOST_HEADER_BYTES));
            }
        }
        headers.put("bellhop-reason", refusal.reason().code());
        if (refusal.code() != null) {
            headers.put("bellhop-code", refusal.code());
        }
        explain(headers, "bellhop-field", refusal, FieldError::field);
        explain(headers, "bellhop-expected", refusal, FieldError::expected);
        explain(headers, "bellhop-fix", refusal, FieldError::fix);
        origin(headers, record, receivedAt);
        return new DeadLetter(
                id(record),
                record.key() == null ? null : kept(record.key(), MOST_HEADER_BYTES),
                kept(record.value() == null ? new byte[0] : record.value(), mostPayloadBytes),
                headers);
    }

    /** The same with nothing of the record but where it is: for one of which more cannot be kept. */
    static DeadLetter bare(ConsumerRecord<byte[], byte[]> record, Refusal refusal, Instant receivedAt) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("bellhop-reason", refusal.reason().code());
        if (refusal.code() != null) {
            headers.put("bellhop-code", refusal.code());
        }
        origin(headers, record, receivedAt);
        return new DeadLetter(id(record), null, new byte[0], headers);
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static void origin(Map<String, String> headers, ConsumerRecord<byte[], byte[]> record, Instant receivedAt) {
        headers.put("bellhop-topic", record.topic());
        headers.put("bellhop-partition", Integer.toString(record.partition()));
        headers.put("bellhop-offset", Long.toString(record.offset()));
        headers.put(
                "bellhop-timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        headers.put("bellhop-received-at", receivedAt.toString());
        headers.put("bellhop-payload-bytes", Integer.toString(record.value() == null ? 0 : record.value().length));
    }

    private static void explain(
            Map<String, String> headers, String name, Refusal refusal, Function<FieldError, String> part) {
        String text = refusal.errors().stream()
                .map(error -> part.apply(error) == null ? "" : part.apply(error))
                .collect(Collectors.joining("; "));
        if (!text.replace("; ", "").isEmpty()) {
            headers.put(name, text.length() > MOST_EXPLANATION ? text.substring(0, MOST_EXPLANATION) : text);
        }
    }

    private static String text(byte[] bytes, int limit) {
        return new String(kept(bytes, limit), StandardCharsets.UTF_8);
    }

    /** Byte for byte but for what was taken out: Latin-1 maps every byte to one character and back. */
    private static byte[] kept(byte[] bytes, int limit) {
        String text = new String(bytes, 0, Math.min(bytes.length, limit), StandardCharsets.ISO_8859_1);
        String redacted = PRIVATE_KEY
                .matcher(TOKEN.matcher(text).replaceAll("[taken out]"))
                .replaceAll("\"$1\":\"[taken out]\"");
        return redacted.getBytes(StandardCharsets.ISO_8859_1);
    }
}
