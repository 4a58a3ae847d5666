package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.delivery.DeadLetter;
import dev.bellhop.resolver.fake.Log;
import dev.bellhop.resolver.resolution.TestSlots;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class BurialTest {
    private static final KickoffConfig CONFIG = TestKickoffConfig.requiringBoundRecipient(true);
    private static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:00Z");

    private final KickoffsHeld held =
            new KickoffsHeld(TestSlots.of(1), new SimpleMeterRegistry(), Clock.systemUTC(), CONFIG, 1);
    private final List<DeadLetter> written = new ArrayList<>();

    @Test
    void aRecordThatCannotBeKeptLeavesABareLetterAndAnErrorInTheLog() {
        try (Log log = new Log()) {
            bury(1, new StackOverflowError()).awaitItem();

            assertThat(log.lines("java.lang.StackOverflowError")).hasSize(1);
        }
        assertThat(written).hasSize(1);
        DeadLetter letter = written.get(0);
        assertThat(letter.payload()).isEmpty();
        assertThat(letter.key()).isNull();
        assertThat(letter.headers().keySet()).allMatch(name -> name.startsWith("bellhop-"));
        assertThat(letter.headers())
                .containsEntry("bellhop-reason", "internal-error")
                .containsEntry("bellhop-offset", "42")
                .containsEntry("bellhop-payload-bytes", "2");
    }

    @Test
    void aBareLetterThatFailsIsWrittenAgain() {
        bury(2, new RecordTooLargeException()).awaitItem();

        assertThat(written).hasSize(1);
    }

    @Test
    void aStoppingReplicaLeavesItToAnother() throws InterruptedException {
        held.drain(new ShutdownEvent());

        bury(1, new IllegalStateException("stopping")).awaitFailure();

        assertThat(written).isEmpty();
    }

    /** The first attempts fail. */
    private UniAssertSubscriber<Void> bury(int failing, Throwable failure) {
        List<DeadLetter> attempts = new ArrayList<>();
        Burial burial = new Burial(
                letter -> {
                    attempts.add(letter);
                    if (attempts.size() <= failing) {
                        return Uni.createFrom().failure(failure);
                    }
                    written.add(letter);
                    return Uni.createFrom().voidItem();
                },
                CONFIG,
                held);
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("bellhop.kickoffs", 3, 42, key, payload);
        record.headers().add("ce_id", key);
        return burial.bury(record, RECEIVED, Refusal.malformed("kickoffId", "a UUID", null))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
