package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.resolver.resolution.Slots;
import dev.bellhop.resolver.resolution.TestReceipts;
import dev.bellhop.resolver.resolution.TestSlots;
import dev.bellhop.resolver.resolution.TimeLimit.Receipt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class KickoffsHeldTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Slots slots = TestSlots.of(1);
    private final KickoffsHeld held = new KickoffsHeld(
            slots, registry, Clock.fixed(NOW, ZoneOffset.UTC), TestKickoffConfig.requiringBoundRecipient(true), 2);

    @Test
    void eachConsumerAsksForItsShareAndForOneMoreAsEachRecordEnds() {
        Requests requests = new Requests();
        CompletableFuture<Void> first = new CompletableFuture<>();
        KickoffIntake intake = held.intake(message -> Uni.createFrom().completionStage(first));

        intake.onSubscribe(requests);
        intake.onNext(Message.of(new byte[0]));
        assertThat(requests.asked).containsExactly(5L);
        first.complete(null);

        assertThat(requests.asked).containsExactly(5L, 1L);
    }

    @Test
    void aRecordWhoseHandlingThrowsStillMakesRoom() {
        Requests requests = new Requests();
        KickoffIntake intake = held.intake(message -> {
            throw new IllegalStateException("unforeseen");
        });

        intake.onSubscribe(requests);
        intake.onNext(Message.of(new byte[0]));

        assertThat(requests.asked).containsExactly(5L, 1L);
    }

    @Test
    void stoppingWaitsForWhatIsInFlightAndAsksForNoMore() throws Exception {
        Requests requests = new Requests();
        CompletableFuture<Void> work = new CompletableFuture<>();
        Receipt receipt = TestReceipts.at(NOW);
        KickoffIntake intake = held.intake(message -> {
            held.received(receipt);
            return Uni.createFrom().completionStage(work).onTermination().invoke(() -> held.ended(receipt));
        });
        intake.onSubscribe(requests);
        intake.onNext(Message.of(new byte[0]));

        CompletableFuture<Void> drain = CompletableFuture.runAsync(this::drain);
        Awaitility.await().until(held::stopping);
        assertThatThrownBy(() -> drain.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        work.complete(null);

        drain.get(5, TimeUnit.SECONDS);
        assertThat(requests.asked).containsExactly(5L);
    }

    @Test
    void stoppingSendsAwayThoseWhoWaitForASlot() {
        CompletableFuture<Void> work = new CompletableFuture<>();
        List<Throwable> sentAway = new ArrayList<>();
        slots.in(UUID.randomUUID(), () -> Uni.createFrom().completionStage(work))
                .subscribe()
                .with(done -> {});
        slots.in(UUID.randomUUID(), () -> Uni.createFrom().voidItem())
                .subscribe()
                .with(done -> {}, sentAway::add);

        drain();

        assertThat(sentAway).hasSize(1).first().isInstanceOf(Slots.NoSlot.class);
        assertThat(held.stopping()).isTrue();
    }

    @Test
    void theOldestRecordsAgeIsToBeSeen() {
        held.received(TestReceipts.at(NOW.minusSeconds(3)));
        Receipt older = TestReceipts.at(NOW.minusSeconds(7));
        held.received(older);
        assertThat(gauge("bellhop.kickoffs.oldest.seconds")).isEqualTo(7);
        assertThat(new KickoffsHeldCheck(held).call().getData().orElseThrow())
                .containsEntry("held", 2L)
                .containsEntry("oldestSeconds", 7L);

        held.ended(older);

        assertThat(gauge("bellhop.kickoffs.oldest.seconds")).isEqualTo(3);
        assertThat(gauge("bellhop.kickoffs.held")).isEqualTo(1);
    }

    private void drain() {
        try {
            held.drain(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private static final class Requests implements Subscription {
        private final List<Long> asked = new ArrayList<>();

        @Override
        public void request(long count) {
            asked.add(count);
        }

        @Override
        public void cancel() {}
    }
}
