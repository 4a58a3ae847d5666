package dev.bellhop.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.http.Https.Answer;
import dev.bellhop.local.stack.StackFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Starts kickoffs: has the issuer grant each of them (RFC 8693), bound to its worker's key, and publishes the event with the grant in its
 * {@code authorization} header (CloudEvents 1.0, Kafka binding, binary mode).
 */
public final class Scheduler implements AutoCloseable {
    private static final String TYPE = "dev.bellhop.kickoff.requested.v1";

    private final StackFile stack;
    private final Https https;
    private final KafkaProducer<String, String> producer;

    public Scheduler(StackFile stack) {
        this.stack = stack;
        this.https = Https.trusting(stack.caFile());
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka().bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Asks for the grant with the stack's scheduler token and publishes. */
    public void start(Kickoff kickoff) {
        publish(kickoff, grant(kickoff));
    }

    public String grant(Kickoff kickoff) {
        Answer answer = requestGrant(kickoff, stack.tokens().get("scheduler"));
        if (answer.status() != 200) {
            throw new ApiException("POST /oauth2/token for a kickoff grant", answer);
        }
        return answer.json().get("access_token").asText();
    }

    /** The token endpoint's answer to {@code callerToken}, good or bad. */
    public Answer requestGrant(Kickoff kickoff, String callerToken) {
        List<Map.Entry<String, String>> form = new ArrayList<>(List.of(
                Map.entry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                Map.entry("subject_token", callerToken),
                Map.entry("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
                Map.entry("audience", "bellhop-kickoff"),
                Map.entry("resource", "urn:bellhop:organization:" + kickoff.organization()),
                Map.entry("resource", "urn:bellhop:automation:" + kickoff.automation()),
                Map.entry("kickoff_id", kickoff.id().toString())));
        if (kickoff.recipient() != null) {
            form.add(Map.entry("recipient_jkt", Worker.thumbprint(kickoff.recipient())));
        }
        return https.call("POST", stack.issuer().url().resolve("/oauth2/token"))
                .form(form)
                .send();
    }

    public void publish(Kickoff kickoff, String grant) {
        send(record(kickoff, grant));
    }

    /** The record as it would be sent, for those who want to spoil it first. */
    public ProducerRecord<String, String> record(Kickoff kickoff, String grant) {
        try {
            ProducerRecord<String, String> record = new ProducerRecord<>(
                    stack.kafka().topics().kickoffs(),
                    kickoff.organization().toString(),
                    Https.JSON.writeValueAsString(kickoff.data()));
            header(record, "ce_specversion", "1.0");
            header(record, "ce_type", TYPE);
            header(record, "ce_source", "/schedulers/demo");
            header(record, "ce_id", kickoff.id().toString());
            header(record, "ce_time", Instant.now().toString());
            header(record, "content-type", "application/json");
            header(record, "authorization", "Bearer " + grant);
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kickoff of strings is JSON", e);
        }
    }

    /** Back when the broker has it. */
    public void send(ProducerRecord<String, String> record) {
        try {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a record was sent", e);
        }
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
