package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who joins a load goes on in the context it came from. */
class SharedLoadTest {
    private static final int ASKERS = 8;

    private final Vertx vertx = Vertx.vertx();
    private final SharedLoad<String> loads = new SharedLoad<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyoneResumesInTheirOwnContext() throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CountDownLatch joined = new CountDownLatch(ASKERS);
        AtomicInteger started = new AtomicInteger();
        List<CompletableFuture<Boolean>> resumedAtHome = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            CompletableFuture<Boolean> atHome = new CompletableFuture<>();
            resumedAtHome.add(atHome);
            Context home = ((VertxInternal) vertx).createEventLoopContext();
            home.runOnContext(ignored -> {
                loads.join(() -> {
                            started.incrementAndGet();
                            return Uni.createFrom().completionStage(answer);
                        })
                        .subscribe()
                        .with(value -> atHome.complete(Vertx.currentContext() == home), atHome::completeExceptionally);
                joined.countDown();
            });
        }
        assertThat(joined.await(20, TimeUnit.SECONDS)).isTrue();

        answer.complete("here");

        assertThat(resumedAtHome)
                .allSatisfy(
                        atHome -> assertThat(atHome.get(20, TimeUnit.SECONDS)).isTrue());
        assertThat(started).hasValue(1);
    }

    @Test
    void theNextAskerAfterTheEndStartsAnew() {
        AtomicInteger started = new AtomicInteger();
        Uni<String> join = loads.join(() -> Uni.createFrom().item(() -> "load " + started.incrementAndGet()));

        assertThat(join.await().indefinitely()).isEqualTo("load 1");
        assertThat(join.await().indefinitely()).isEqualTo("load 2");
        assertThat(loads.isRunning()).isFalse();
    }

    @Test
    void whoAsksAgainWhenItHearsTheAnswerStartsAnew() {
        AtomicInteger started = new AtomicInteger();
        Uni<String> join = loads.join(() -> Uni.createFrom().item(() -> "load " + started.incrementAndGet()));

        assertThat(join.chain(first -> join).await().indefinitely()).isEqualTo("load 2");
    }
}
