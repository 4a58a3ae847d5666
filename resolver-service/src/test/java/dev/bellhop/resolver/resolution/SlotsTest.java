package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.resolution.Slots.NoSlot;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final UUID A = UUID.fromString("aaaaaaaa-0000-0000-0000-000000000000");
    private static final UUID B = UUID.fromString("bbbbbbbb-0000-0000-0000-000000000000");
    private static final UUID C = UUID.fromString("cccccccc-0000-0000-0000-000000000000");

    private final Slots slots = new Slots(4, 2, 10);
    private final Map<String, CompletableFuture<Void>> running = new LinkedHashMap<>();
    private final List<String> started = new ArrayList<>();

    @Test
    void anOrganizationHasNoMoreThanItsShare() {
        work(A, "a1", "a2", "a3");

        assertThat(started).containsExactly("a1", "a2");
        assertThat(slots.inFlight()).isEqualTo(2);
        assertThat(slots.waiting()).isEqualTo(1);
    }

    @Test
    void anotherOrganizationStartsAtOnceBesideALongQueue() {
        work(A, "a1", "a2", "a3", "a4", "a5");
        work(B, "b1");

        assertThat(started).containsExactly("a1", "a2", "b1");
    }

    @Test
    void freedSlotsGoToTheOrganizationsInTurn() {
        work(A, "a1", "a2");
        work(B, "b1", "b2");
        work(A, "a3", "a4");
        work(C, "c1", "c2");

        end("b1");
        assertThat(started).endsWith("c1").hasSize(5);
        end("a1");
        end("a2");
        assertThat(started).endsWith("c2", "a3");
        end("c1");
        assertThat(started).endsWith("a4");
    }

    @Test
    void withinAnOrganizationTheFirstToComeIsTheFirstToStart() {
        work(A, "a1", "a2", "a3", "a4");

        end("a2");
        end("a1");

        assertThat(started).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void aFailureFreesItsSlotToo() {
        work(A, "a1", "a2", "a3");

        running.get("a1").completeExceptionally(new IllegalStateException("no"));

        assertThat(started).containsExactly("a1", "a2", "a3");
        assertThat(slots.inFlight()).isEqualTo(2);
    }

    @Test
    void workThatThrowsFreesItsSlot() {
        slots.in(A, () -> {
                    throw new IllegalStateException("no");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IllegalStateException.class);

        assertThat(slots.inFlight()).isZero();
    }

    @Test
    void oneWhoGivesUpWaitingLeavesTheQueue() {
        work(A, "a1", "a2");
        UniAssertSubscriber<Void> waiting =
                slots.in(A, () -> running("a3")).subscribe().withSubscriber(UniAssertSubscriber.create());
        waiting.cancel();
        work(A, "a4");

        end("a1");

        assertThat(started).containsExactly("a1", "a2", "a4");
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void oneWhoGivesUpInFlightFreesTheSlot() {
        UniAssertSubscriber<Void> inFlight =
                slots.in(A, () -> running("a1")).subscribe().withSubscriber(UniAssertSubscriber.create());

        inFlight.cancel();

        assertThat(slots.inFlight()).isZero();
    }

    @Test
    void whoCanBeSentAwayIsSentAwayFromALongQueue() {
        IntStream.range(0, 12).forEach(i -> work(A, "a" + i));
        assertThat(slots.waiting()).isEqualTo(10);

        slots.inUnlessCrowded(B, Duration.ofSeconds(30), () -> running("b1"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(NoSlot.class);
        work(B, "b2");

        assertThat(started).endsWith("b2");
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsSentAway() {
        work(A, "a1", "a2");

        slots.inUnlessCrowded(A, Duration.ZERO, () -> running("a3"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure()
                .assertFailedWith(NoSlot.class);

        assertThat(slots.waiting()).isZero();
        end("a1");
        assertThat(started).containsExactly("a1", "a2");
    }

    @Test
    void patienceIsForTheSlotAndNotForTheWork() {
        UniAssertSubscriber<Void> work = slots.inUnlessCrowded(
                        A,
                        Duration.ZERO,
                        () -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(300)))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        work.awaitItem();
        assertThat(slots.inFlight()).isZero();
    }

    @Test
    void oneThatCannotBeStartedTakesNobodysTurn() {
        UniSubscriber<Void> broken = new UniSubscriber<>() {
            @Override
            public void onSubscribe(UniSubscription subscription) {}

            @Override
            public void onItem(Void item) {
                throw new AssertionError("unforeseen");
            }

            @Override
            public void onFailure(Throwable failure) {}
        };
        try {
            slots.in(A, () -> Uni.createFrom().voidItem()).subscribe().withSubscriber(broken);
        } catch (AssertionError unforeseen) {
            assertThat(unforeseen).hasMessage("unforeseen");
        }

        work(A, "a2", "a3");

        assertThat(started).endsWith("a2", "a3");
    }

    @Test
    void howeverManyMayWaitThereIsRoom() {
        assertThat(new Slots(4, 2, Integer.MAX_VALUE).capacity()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void closedSlotsSendTheWaitingAwayAndLetTheRunningEnd() {
        work(A, "a1", "a2");
        UniAssertSubscriber<Void> waiting =
                slots.in(A, () -> running("a3")).subscribe().withSubscriber(UniAssertSubscriber.create());

        slots.close();

        waiting.assertFailedWith(NoSlot.class);
        slots.in(B, () -> running("b1"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(NoSlot.class);
        end("a1");
        end("a2");
        assertThat(started).containsExactly("a1", "a2");
        assertThat(slots.inFlight()).isZero();
    }

    @Test
    void worksThatEndAtOnceDoNotPileUpOnOneStack() {
        Slots one = new Slots(1, 1, 0);
        CompletableFuture<Void> first = new CompletableFuture<>();
        List<Integer> ended = new ArrayList<>();
        one.in(A, () -> Uni.createFrom().completionStage(first)).subscribe().with(done -> {});
        for (int i = 0; i < 100_000; i++) {
            int number = i;
            one.in(A, () -> Uni.createFrom().item(number)).subscribe().with(ended::add);
        }

        first.complete(null);

        assertThat(ended).hasSize(100_000).startsWith(0, 1, 2);
        assertThat(one.inFlight()).isZero();
    }

    private void work(UUID organization, String... names) {
        for (String name : names) {
            slots.in(organization, () -> running(name)).subscribe().with(done -> {}, failed -> {});
        }
    }

    private Uni<Void> running(String name) {
        started.add(name);
        CompletableFuture<Void> end = new CompletableFuture<>();
        running.put(name, end);
        return Uni.createFrom().completionStage(end);
    }

    private void end(String name) {
        running.get(name).complete(null);
    }
}
