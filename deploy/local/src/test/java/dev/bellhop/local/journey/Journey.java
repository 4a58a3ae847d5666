package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Records;
import dev.bellhop.local.client.Scheduler;
import dev.bellhop.local.stack.StackFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Kickoffs out, results and dead letters in, for one test. */
final class Journey implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PARTITIONS = 4;

    private final StackFile stack = TestStack.file();
    private final Scheduler scheduler = new Scheduler(stack);
    private final Records results = Records.after(stack, stack.kafka().topics().results());
    private final Records deadLetters =
            Records.after(stack, stack.kafka().topics().deadLetter());

    StackFile stack() {
        return stack;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Records results() {
        return results;
    }

    Records deadLetters() {
        return deadLetters;
    }

    /** Publishes with a grant of its own and waits for the result. */
    JsonNode run(Kickoff kickoff) {
        scheduler.start(kickoff);
        return resultOf(kickoff);
    }

    JsonNode resolved(Kickoff kickoff) {
        JsonNode result = run(kickoff);
        assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("resolved");
        return result;
    }

    JsonNode failed(Kickoff kickoff) {
        JsonNode result = run(kickoff);
        assertThat(result.path("status").asText()).isEqualTo("failed");
        return result;
    }

    /** Publishes over all partitions, and so over all resolvers: the key is for locality only. */
    void publishEvenly(List<Kickoff> kickoffs) {
        int partition = 0;
        for (Kickoff kickoff : kickoffs) {
            ProducerRecord<String, String> record = scheduler.record(kickoff, scheduler.grant(kickoff));
            scheduler.send(new ProducerRecord<>(
                    record.topic(), partition++ % PARTITIONS, record.key(), record.value(), record.headers()));
        }
    }

    /** The ids among those kickoffs that have a result. */
    Set<String> answered(List<Kickoff> kickoffs) {
        Set<String> ids =
                kickoffs.stream().map(kickoff -> kickoff.id().toString()).collect(Collectors.toSet());
        return results.soFar().stream()
                .map(Records.Record::key)
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    JsonNode resultOf(Kickoff kickoff) {
        return results.resultOf(kickoff.id(), PATIENCE)
                .orElseThrow(() -> new AssertionError("no result of kickoff " + kickoff.id()));
    }

    /** Waits for the dead letter that came of the record with that CloudEvents id. */
    Records.Record deadLetterOf(ProducerRecord<String, String> record) {
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        return deadLetters
                .first(letter -> id.equals(letter.headers().get("ce_id")), PATIENCE)
                .orElseThrow(() -> new AssertionError("no dead letter of " + id));
    }

    /** The manifest's line about one variable. */
    static JsonNode manifest(JsonNode result, String key) {
        return named(result.path("manifest"), key);
    }

    /** What a failed result says about one variable. */
    static JsonNode variable(JsonNode result, String key) {
        return named(result.path("variables"), key);
    }

    private static JsonNode named(JsonNode list, String key) {
        for (JsonNode entry : list) {
            if (entry.path("key").asText().equals(key)) {
                return entry;
            }
        }
        throw new AssertionError("nothing about " + key + " in " + list);
    }

    @Override
    public void close() {
        scheduler.close();
        results.close();
        deadLetters.close();
    }
}
