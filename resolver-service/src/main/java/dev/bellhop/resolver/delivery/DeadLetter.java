package dev.bellhop.resolver.delivery;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * A record that was not admitted, in what form it may be kept: whoever makes one has cut it and taken out its token.
 *
 * @param id where it came from: topic, partition and offset
 * @param key may be null
 * @param headers in the order they are written
 */
public record DeadLetter(String id, byte[] key, byte[] payload, Map<String, String> headers) implements OutgoingRecord {
    @Override
    public Message<byte[]> toMessage() {
        RecordHeaders written = new RecordHeaders();
        headers.forEach((name, value) -> written.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return Message.of(
                payload,
                Metadata.of(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(key)
                        .withHeaders(written)
                        .build()));
    }

    @Override
    public String toString() {
        return "DeadLetter[" + id + "]";
    }
}
