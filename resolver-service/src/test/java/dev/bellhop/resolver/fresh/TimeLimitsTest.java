package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On an event loop, where kickoffs wait. */
class TimeLimitsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whatComesInTimeIsHandedOn() throws Exception {
        assertThat(onLoop(() -> within(Uni.createFrom().item("in time"), LONG)).get(5, TimeUnit.SECONDS))
                .isEqualTo("in time");
        assertThatThrownBy(() -> onLoop(() -> within(Uni.createFrom().failure(new IllegalStateException("x")), LONG))
                        .get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(cancelled).isFalse();
    }

    @Test
    void whatDoesNotIsGivenUp() {
        assertThatThrownBy(() -> onLoop(() -> within(never(), SHORT)).get(5, TimeUnit.SECONDS))
                .hasRootCauseMessage("late");
        // who is waiting is told first
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(cancelled);
    }

    @Test
    void oneWhoGivesUpCancelsWhatIsWaitedFor() throws Exception {
        CompletableFuture<Cancellable> waiting = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(ignored ->
                        waiting.complete(within(never(), LONG).subscribe().with(item -> {})));

        waiting.get(5, TimeUnit.SECONDS).cancel();

        assertThat(cancelled).isTrue();
    }

    private Uni<String> never() {
        return Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true));
    }

    private static <T> Uni<T> within(Uni<T> wait, Duration limit) {
        return TimeLimits.within(wait, limit, () -> new IllegalArgumentException("late"));
    }

    private CompletableFuture<String> onLoop(Supplier<Uni<String>> wait) {
        CompletableFuture<String> result = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> wait.get().subscribe().with(result::complete, result::completeExceptionally));
        return result;
    }
}
