package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FreshReadsTest {
    private final FreshReads<String, String> reads = new FreshReads<>();
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    @Test
    void aReadThatHasBegunIsNotJoined() {
        var first = read("a");
        var second = read("a");
        assertThat(begun).hasSize(1);

        begun.get(0).complete("old");
        first.assertCompleted().assertItem("old");
        second.assertNotTerminated();
        assertThat(begun).hasSize(2);

        begun.get(1).complete("new");
        second.assertCompleted().assertItem("new");
        assertThat(reads.running()).isZero();
    }

    @Test
    void everyoneWhoComesMeanwhileSharesTheNext() {
        read("a");
        List<UniAssertSubscriber<String>> later = List.of(read("a"), read("a"), read("a"));

        begun.get(0).complete("old");
        begun.get(1).complete("new");

        assertThat(begun).hasSize(2);
        later.forEach(one -> one.assertCompleted().assertItem("new"));
    }

    @Test
    void keysDoNotWaitForEachOther() {
        read("a");
        var other = read("b");

        begun.get(1).complete("b");

        other.assertCompleted().assertItem("b");
    }

    @Test
    void aFailureIsOfThoseWhoWaitedForIt() {
        var first = read("a");
        var second = read("a");

        begun.get(0).completeExceptionally(new IllegalStateException("one"));
        first.assertFailedWith(IllegalStateException.class, "one");
        begun.get(1).complete("fine");
        second.assertCompleted().assertItem("fine");
    }

    @Test
    void whoGivesUpTakesNothingFromTheOthers() {
        var first = read("a");
        var second = read("a");
        var third = read("a");

        first.cancel();
        second.cancel();
        begun.get(0).complete("old");
        begun.get(1).complete("new");

        third.assertCompleted().assertItem("new");
    }

    @Test
    void aWaitingReadThatEverybodyGaveUpIsNotBegun() {
        read("a");
        read("a").cancel();

        begun.get(0).complete("old");

        assertThat(begun).hasSize(1);
        assertThat(reads.running()).isZero();
    }

    @Test
    void aFetchThatThrowsIsAFailure() {
        var failed = reads.read("a", () -> {
                    throw new IllegalStateException("thrown");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        failed.assertFailedWith(IllegalStateException.class, "thrown");
        assertThat(reads.running()).isZero();
    }

    @Test
    void everyoneIsResumedOnTheirOwnContext() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Context one = vertx.getOrCreateContext();
            Context two = vertx.getOrCreateContext();
            CompletableFuture<String> upstream = new CompletableFuture<>();
            var first = resumedOn(one, () -> Uni.createFrom().completionStage(upstream));
            var second = resumedOn(two, () -> Uni.createFrom().item("new"));
            upstream.complete("old");

            assertThat(first.get(5, TimeUnit.SECONDS)).isSameAs(one);
            assertThat(second.get(5, TimeUnit.SECONDS)).isSameAs(two);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private CompletableFuture<Context> resumedOn(Context context, Supplier<Uni<String>> fetch) throws Exception {
        CompletableFuture<Context> resumed = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            reads.read("a", fetch).subscribe().with(item -> resumed.complete(Vertx.currentContext()));
            asked.complete(null);
        });
        asked.get(5, TimeUnit.SECONDS);
        return resumed;
    }

    private UniAssertSubscriber<String> read(String key) {
        return reads.read(key, () -> {
                    CompletableFuture<String> answer = new CompletableFuture<>();
                    begun.add(answer);
                    return Uni.createFrom().completionStage(answer);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
