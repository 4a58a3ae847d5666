package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The law of fresh reads over random interleavings: whatever the order of calls, answers, failures and cancellations, a value's read
 * was begun after its caller called, there is at most one read running per key, and everyone who stays gets exactly one answer.
 */
class FreshReadsLawTest {
    private static final Deadline NEVER = Deadline.in(java.time.Duration.ofDays(1));

    /** What happens next; {@code pick} chooses among the reads or callers there are. */
    record Step(Kind kind, String key, int pick) {}

    enum Kind {
        CALL,
        TURN,
        ANSWER,
        FAIL,
        CANCEL
    }

    @Provide
    Arbitrary<List<Step>> interleavings() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(5, Kind.CALL),
                net.jqwik.api.Tuple.of(3, Kind.TURN),
                net.jqwik.api.Tuple.of(3, Kind.ANSWER),
                net.jqwik.api.Tuple.of(1, Kind.FAIL),
                net.jqwik.api.Tuple.of(2, Kind.CANCEL));
        return Combinators.combine(
                        kinds, Arbitraries.of("a", "b"), Arbitraries.integers().between(0, 1_000))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 2_000)
    void everyValueWasReadAfterItsCallerCalled(@ForAll("interleavings") List<Step> steps) {
        World world = new World();
        steps.forEach(world::take);
        world.finish();
        world.callers.forEach(Caller::assertServed);
    }

    /** One clock for all: every event has its place in one monotonic sequence. */
    private static final class World {
        private final FreshReads<String, Integer> reads = new FreshReads<>();
        private final List<Caller> callers = new ArrayList<>();
        private final List<Running> running = new ArrayList<>();
        private final Map<String, Integer> runningByKey = new HashMap<>();
        /** Reads whose turn has not come: only a budget that is used up makes them wait. */
        private final List<UniEmitter<? super Void>> held = new ArrayList<>();

        private int sequence;

        void take(Step step) {
            switch (step.kind()) {
                case CALL -> call(step.key());
                case TURN -> turn(step.pick(), step.pick() % 7 == 0);
                case ANSWER -> settle(step.pick(), false);
                case FAIL -> settle(step.pick(), true);
                case CANCEL -> {
                    if (!callers.isEmpty()) {
                        callers.get(step.pick() % callers.size()).cancel();
                    }
                }
            }
        }

        void finish() {
            while (!running.isEmpty() || !held.isEmpty()) {
                settle(0, false);
                turn(0, false);
            }
            assertThat(reads.running()).isZero();
        }

        private void call(String key) {
            Caller caller = new Caller(++sequence);
            callers.add(caller);
            caller.subscription = reads.read(key, NEVER, this::inTurn, () -> begin(key))
                    .subscribe()
                    .with(caller.values::add, caller.failures::add);
        }

        /** Every other one at once, the rest when the test says so. */
        private Uni<Void> inTurn(Turns.Waiter waiter) {
            return ++sequence % 2 == 0
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().emitter(held::add);
        }

        private void turn(int pick, boolean failing) {
            if (held.isEmpty()) {
                return;
            }
            UniEmitter<? super Void> emitter = held.remove(pick % held.size());
            if (failing) {
                emitter.fail(new ReadFailed(++sequence));
            } else {
                emitter.complete(null);
            }
        }

        private Uni<Integer> begin(String key) {
            assertThat(runningByKey.merge(key, 1, Integer::sum))
                    .as("reads running for %s", key)
                    .isEqualTo(1);
            Running read = new Running(key, ++sequence, new CompletableFuture<>());
            running.add(read);
            return Uni.createFrom().completionStage(read.answer());
        }

        private void settle(int pick, boolean failing) {
            if (running.isEmpty()) {
                return;
            }
            Running read = running.remove(pick % running.size());
            runningByKey.merge(read.key(), -1, Integer::sum);
            if (failing) {
                read.answer().completeExceptionally(new ReadFailed(read.begunAt()));
            } else {
                read.answer().complete(read.begunAt());
            }
        }
    }

    private record Running(String key, int begunAt, CompletableFuture<Integer> answer) {}

    private static final class ReadFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int begunAt;

        ReadFailed(int begunAt) {
            this.begunAt = begunAt;
        }
    }

    private static final class Caller {
        private final int calledAt;
        private final List<Integer> values = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();
        private Cancellable subscription;
        private boolean cancelled;

        Caller(int calledAt) {
            this.calledAt = calledAt;
        }

        void cancel() {
            if (values.isEmpty() && failures.isEmpty()) {
                cancelled = true;
            }
            subscription.cancel();
        }

        void assertServed() {
            assertThat(values.size() + failures.size()).isEqualTo(cancelled ? 0 : 1);
            values.forEach(begunAt -> assertThat(begunAt).isGreaterThan(calledAt));
            failures.forEach(
                    failure -> assertThat(((ReadFailed) failure).begunAt).isGreaterThan(calledAt));
        }
    }
}
