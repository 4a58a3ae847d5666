package dev.bellhop.resolver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DurableWritesTest {
    private static final DeadLetter EVENT = new DeadLetter("1", null, new byte[0], Map.of());

    private final AtomicInteger copies = new AtomicInteger();

    @Test
    void aSlowWriteIsNotWrittenASecondTime() {
        Uni<Void> slow = Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofSeconds(1));

        writes(slow, Duration.ofMillis(1))
                .untilDurable(EVENT)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitItem(Duration.ofSeconds(5));

        assertThat(copies).hasValue(1);
    }

    @Test
    void aFailedWriteIs() {
        Uni<Void> failingOnce = Uni.createFrom()
                .deferred(() -> copies.get() == 1
                        ? Uni.createFrom().failure(new IllegalStateException("the broker is away"))
                        : Uni.createFrom().voidItem());

        writes(failingOnce, Duration.ofSeconds(30))
                .untilDurable(EVENT)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitItem(Duration.ofSeconds(5));

        assertThat(copies).hasValue(2);
    }

    @Test
    void oneAttemptEndsInItsTime() {
        writes(Uni.createFrom().nothing(), Duration.ofMillis(1))
                .once(EVENT)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure();
    }

    @Test
    void withoutTimeNothingStarts() {
        assertThatThrownBy(() -> writes(Uni.createFrom().voidItem(), Duration.ZERO))
                .hasMessageContaining("bellhop.writes.time-limit");
    }

    @SuppressWarnings("unchecked")
    private DurableWrites writes(Uni<Void> acknowledgement, Duration timeLimit) {
        MutinyEmitter<byte[]> channel = (MutinyEmitter<byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (proxy, method, arguments) -> {
                    copies.incrementAndGet();
                    return acknowledgement;
                });
        return new DurableWrites(channel, "topic", () -> timeLimit);
    }
}
