package dev.bellhop.resolver.fake;

import dev.bellhop.embedded.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Sends kickoff records and sees everything the resolver writes, from the first record of each topic on. */
public final class Kafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    public Kafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.RESULTS, Topics.AUDIT, Topics.DEAD_LETTER)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = new Thread(this::read, "topics");
        reader.start();
    }

    private void read() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
        consumer.close();
    }

    /** Sends one record and waits until the broker has it. */
    public RecordMetadata send(KickoffRecord kickoff) {
        return done(sendSoon(kickoff));
    }

    /** Sends one record without waiting. */
    public Future<RecordMetadata> sendSoon(KickoffRecord kickoff) {
        return producer.send(written(null, kickoff));
    }

    /** Sends one record to a partition and waits until the broker has it. */
    public RecordMetadata sendTo(int partition, KickoffRecord kickoff) {
        return done(producer.send(written(partition, kickoff)));
    }

    /** The offset from which the resolvers would go on after a crash; -1 before their first commit. */
    public long committed(int partition) {
        TopicPartition kickoffs = new TopicPartition(Topics.KICKOFFS, partition);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            OffsetAndMetadata offset = done(admin.listConsumerGroupOffsets("bellhop-resolver")
                            .partitionsToOffsetAndMetadata())
                    .get(kickoffs);
            return offset == null ? -1 : offset.offset();
        }
    }

    /** Takes a topic away, with all its records. */
    public void drop(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.deleteTopics(List.of(topic)).all());
        }
    }

    /** Makes it again, empty. */
    public void make(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.createTopics(List.of(new NewTopic(topic, Optional.of(4), Optional.of((short) 1))))
                    .all());
        }
    }

    /** The topic takes no larger records from now on. */
    public void limit(String topic, int bytes) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            done(admin.incrementalAlterConfigs(Map.of(resource, List.of(limit))).all());
        }
    }

    private static ProducerRecord<byte[], byte[]> written(Integer partition, KickoffRecord kickoff) {
        ProducerRecord<byte[], byte[]> written =
                new ProducerRecord<>(Topics.KICKOFFS, partition, kickoff.key(), kickoff.payload());
        kickoff.headers().forEach((name, value) -> written.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return written;
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first record of a topic that belongs to the kickoff, once it is there. */
    public ConsumerRecord<byte[], byte[]> awaitResult(UUID kickoff) {
        return await(record ->
                record.topic().equals(Topics.RESULTS) && kickoff.toString().equals(text(record.key())));
    }

    /** The audit record of the kickoff. */
    public ConsumerRecord<byte[], byte[]> awaitAudit(UUID kickoff) {
        return await(record ->
                record.topic().equals(Topics.AUDIT) && text(record.value()).contains(kickoff.toString()));
    }

    /** The dead letter of the record that was sent. */
    public ConsumerRecord<byte[], byte[]> awaitDeadLetter(RecordMetadata sent) {
        return await(record -> record.topic().equals(Topics.DEAD_LETTER)
                && header(record, "bellhop-partition").equals(Integer.toString(sent.partition()))
                && header(record, "bellhop-offset").equals(Long.toString(sent.offset())));
    }

    public ConsumerRecord<byte[], byte[]> await(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> seen.stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Everything of a topic so far. */
    public List<ConsumerRecord<byte[], byte[]>> seen(String topic) {
        return seen.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** Every result and audit record so far. */
    public List<ConsumerRecord<byte[], byte[]>> events() {
        return Stream.concat(seen(Topics.RESULTS).stream(), seen(Topics.AUDIT).stream())
                .toList();
    }

    /** Everything of all topics so far, keys, headers and values, as text. */
    public String everything() {
        StringBuilder text = new StringBuilder();
        for (ConsumerRecord<byte[], byte[]> record : seen) {
            text.append(text(record.key())).append(text(record.value()));
            for (Header header : record.headers()) {
                text.append(header.key()).append(text(header.value()));
            }
        }
        return text.toString();
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    public static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
