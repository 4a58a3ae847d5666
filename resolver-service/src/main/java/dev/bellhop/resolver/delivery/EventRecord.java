package dev.bellhop.resolver.delivery;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** One CloudEvents 1.0 event in binary mode of the Kafka protocol binding (sections 3.1 and 3.2): attributes in {@code ce_} headers. */
record EventRecord(String key, String id, String type, Instant time, byte[] data) implements OutgoingRecord {
    /** This service, as the {@code source} of what it writes. */
    private static final String SOURCE = "urn:bellhop:resolver";

    @Override
    public Message<byte[]> toMessage() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_source", SOURCE);
        add(headers, "ce_type", type);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/json");
        return Message.of(
                data,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
