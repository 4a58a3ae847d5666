package dev.bellhop.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows one topic from the moment this is opened. For one thread. */
public final class Records implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, String> consumer;
    private final List<Record> read = new ArrayList<>();

    /** A record as text, whatever it holds. */
    public record Record(String key, Map<String, String> headers, String value) {
        /** @throws UncheckedIOException if the value is not JSON */
        public JsonNode json() {
            try {
                return Https.JSON.readTree(value);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("not JSON: " + e.getOriginalMessage(), e);
            }
        }
    }

    private Records(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    /** Follows {@code topic}: what was written before this call is not seen, all after it is. */
    public static Records after(StackFile stack, String topic) {
        Records records = of(stack, topic);
        records.consumer.seekToEnd(records.consumer.assignment());
        records.consumer.assignment().forEach(records.consumer::position);
        return records;
    }

    /** All of {@code topic}, from its beginning. */
    public static Records fromBeginning(StackFile stack, String topic) {
        Records records = of(stack, topic);
        records.consumer.seekToBeginning(records.consumer.assignment());
        return records;
    }

    private static Records of(StackFile stack, String topic) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka().bootstrapServers(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return new Records(consumer);
    }

    /** The first result of that kickoff; consumers of results ignore later ones. */
    public Optional<JsonNode> resultOf(UUID kickoff, Duration patience) {
        return first(record -> kickoff.toString().equals(record.key()), patience)
                .map(Record::json);
    }

    /** The first record that matches, read already or within {@code patience}. */
    public Optional<Record> first(Predicate<Record> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int seen = 0;
        do {
            for (; seen < read.size(); seen++) {
                if (wanted.test(read.get(seen))) {
                    return Optional.of(read.get(seen));
                }
            }
            poll();
        } while (seen < read.size() || System.nanoTime() < end);
        return Optional.empty();
    }

    /** All that was read so far, after one more look. */
    public List<Record> soFar() {
        poll();
        return List.copyOf(read);
    }

    private void poll() {
        consumer.poll(POLL).forEach(record -> {
            Map<String, String> headers = new LinkedHashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            read.add(new Record(record.key(), headers, record.value()));
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
