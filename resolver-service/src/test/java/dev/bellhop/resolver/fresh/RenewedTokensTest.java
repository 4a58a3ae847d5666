package dev.bellhop.resolver.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RenewedTokensTest {
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(T0);
    /** By how much the wall clock was set forward. */
    private final AtomicLong wallSteps = new AtomicLong();

    private final List<CompletableFuture<Token>> loads = new ArrayList<>();
    private final List<Boolean> succeededBefore = new ArrayList<>();
    private final RenewedTokens<String, Token> tokens = new RenewedTokens<>(
            Hop.EXCHANGE,
            100,
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(20), () -> 1.0),
            now::get,
            () -> Duration.between(T0, now.get()).toNanos() - wallSteps.get(),
            (key, before) -> {
                CompletableFuture<Token> load = new CompletableFuture<>();
                loads.add(load);
                succeededBefore.add(before);
                return Uni.createFrom().completionStage(load);
            });

    /** Lives for an hour from when it was made; renewed five minutes ahead. */
    private record Token(String name, Instant madeAt) implements Renewable {
        @Override
        public Instant renewAt() {
            return madeAt.plus(Duration.ofMinutes(55));
        }

        @Override
        public Instant usableUntil() {
            return madeAt.plus(Duration.ofMinutes(60));
        }
    }

    @Test
    void manyCallersCostOneLoad() {
        List<UniAssertSubscriber<Token>> callers = List.of(ask(), ask(), ask());

        Token token = land(0, "first");

        assertThat(loads).hasSize(1);
        callers.forEach(one -> one.assertCompleted().assertItem(token));
    }

    @Test
    void aClockSetBackDoesNotProlongARefusal() {
        now.set(T0.plus(Duration.ofMinutes(10)));
        wallSteps.set(Duration.ofMinutes(10).toNanos());
        ask();
        loads.get(0).completeExceptionally(new ResolutionException(Diagnosis.of(Reason.FEDERATED_SUBJECT_MISMATCH)));

        now.set(T0.plus(Duration.ofSeconds(11))); // set right again, eleven seconds later
        wallSteps.set(0);
        ask();

        assertThat(loads).hasSize(2);
    }

    @Test
    void whatIsForgivenIsAskedForAgain() {
        ask();
        loads.get(0).completeExceptionally(new ResolutionException(Diagnosis.of(Reason.FEDERATED_SUBJECT_MISMATCH)));

        tokens.forgive("key");
        ask();

        assertThat(loads).hasSize(2);
    }

    @Test
    void whatIsHeldIsHandedOutUntilItIsDue() {
        ask();
        Token token = land(0, "first");

        now.set(T0.plus(Duration.ofMinutes(55)).minusNanos(1));
        ask().assertCompleted().assertItem(token);

        assertThat(loads).hasSize(1);
    }

    @Test
    void aDueTokenIsServedWhileItsSuccessorIsFetched() {
        ask();
        Token first = land(0, "first");

        now.set(T0.plus(Duration.ofMinutes(55)));
        ask().assertCompleted().assertItem(first);
        ask().assertCompleted().assertItem(first);
        assertThat(loads).hasSize(2);

        Token second = land(1, "second");
        ask().assertCompleted().assertItem(second);
        assertThat(loads).hasSize(2);
    }

    @Test
    void aFailedRenewalKeepsTheOldTokenWhileItIsValid() {
        ask();
        Token first = land(0, "first");

        now.set(T0.plus(Duration.ofMinutes(55)));
        ask();
        loads.get(1).completeExceptionally(failure(Reason.EXCHANGE_REFUSED, null));
        ask().assertCompleted().assertItem(first);
        now.set(now.get().plusSeconds(9));
        ask().assertCompleted().assertItem(first);
        assertThat(loads).as("the refusal is remembered").hasSize(2);

        now.set(now.get().plusSeconds(1));
        ask().assertCompleted().assertItem(first);
        assertThat(loads).hasSize(3);
    }

    @Test
    void anExpiredTokenIsNotServed() {
        ask();
        land(0, "first");

        now.set(T0.plus(Duration.ofMinutes(60)));
        var caller = ask();
        caller.assertNotTerminated();

        Token second = land(1, "second");
        caller.assertCompleted().assertItem(second);
    }

    @Test
    void aRefusalIsRememberedForTenSeconds() {
        var first = ask();
        loads.get(0).completeExceptionally(failure(Reason.FEDERATED_AUDIENCE_MISMATCH, null));
        first.assertFailedWith(ResolutionException.class);

        now.set(T0.plusSeconds(10).minusNanos(1));
        ask().assertFailedWith(ResolutionException.class);
        assertThat(loads).hasSize(1);

        now.set(T0.plusSeconds(10));
        var later = ask();
        assertThat(loads).hasSize(2);
        later.assertCompletedAfter(land(1, "second"));
    }

    @Test
    void aKeysRefusalIsNobodyElses() {
        ask();
        loads.get(0).completeExceptionally(failure(Reason.EXCHANGE_REFUSED, null));

        var other = ask("other", Duration.ofSeconds(5));

        other.assertCompletedAfter(land(1, "other"));
    }

    @Test
    void whatPassesByItselfIsTriedAgainByOneForAll() {
        var first = ask();
        var second = ask();
        now.set(T0.plusSeconds(1));
        loads.get(0).completeExceptionally(failure(Reason.ENTRA_UNAVAILABLE, Duration.ofMillis(30)));
        first.assertNotTerminated();
        now.set(T0.plusSeconds(2));

        org.awaitility.Awaitility.await().until(() -> loads.size() == 2);
        Token token = land(1, "second");

        first.awaitItem(Duration.ofSeconds(5)).assertItem(token);
        second.awaitItem(Duration.ofSeconds(5)).assertItem(token);
        assertThat(loads).hasSize(2);
    }

    @Test
    void aKeyIsLeftAloneForAsLongAsItsServerAsks() {
        var first = ask();
        loads.get(0).completeExceptionally(failure(Reason.ENTRA_THROTTLED, Duration.ofSeconds(60)));
        first.assertFailedWith(ResolutionException.class);

        now.set(T0.plusSeconds(59));
        ask("key", Duration.ofMillis(500)).assertFailedWith(ResolutionException.class);

        assertThat(loads).hasSize(1);
    }

    @Test
    void whoGivesUpCancelsOnlyItself() {
        var first = ask();
        var second = ask();

        first.cancel();
        Token token = land(0, "first");

        second.assertCompleted().assertItem(token);
        ask().assertCompleted().assertItem(token);
    }

    @Test
    void aPassedDeadlineEndsTheWaitButNotTheLoad() {
        var impatient = ask("key", Duration.ofMillis(30));
        var patient = ask();

        impatient.awaitFailure(Duration.ofSeconds(5)).assertFailedWith(ResolutionException.class);
        assertThat(((ResolutionException) impatient.getFailure()).diagnosis().reason())
                .isEqualTo(Reason.DEADLINE_EXCEEDED);
        patient.assertNotTerminated();
        patient.assertCompletedAfter(land(0, "first"));
    }

    @Test
    void aDroppedTokenIsReplacedOnceInTenSeconds() {
        ask();
        Token first = land(0, "first");

        tokens.drop("key", first);
        ask();
        Token second = land(1, "second");
        tokens.drop("key", first);
        ask().assertCompleted().assertItem(second);
        tokens.drop("key", second);
        ask().assertCompleted().assertItem(second);

        now.set(T0.plusSeconds(10));
        tokens.drop("key", second);
        ask().assertNotTerminated();
        assertThat(loads).hasSize(3);
    }

    @Test
    void anEarlierSuccessCountsForTenMinutesOfFailures() {
        ask();
        land(0, "first");
        now.set(T0.plus(Duration.ofMinutes(61)));
        ask();
        loads.get(1).completeExceptionally(failure(Reason.FEDERATED_SUBJECT_MISMATCH, null));
        now.set(now.get().plus(Duration.ofMinutes(9)));
        ask();
        loads.get(2).completeExceptionally(failure(Reason.FEDERATED_SUBJECT_MISMATCH, null));
        now.set(now.get().plus(Duration.ofMinutes(1)));
        ask();

        assertThat(succeededBefore).containsExactly(false, true, true, false);
    }

    private static final class Asker extends UniAssertSubscriber<Token> {
        void assertCompletedAfter(Token landed) {
            assertCompleted().assertItem(landed);
        }
    }

    private Asker ask() {
        return ask("key", Duration.ofSeconds(20));
    }

    private Asker ask(String key, Duration budget) {
        return tokens.tokenFor(key, Deadline.in(budget)).subscribe().withSubscriber(new Asker());
    }

    private Token land(int load, String name) {
        Token token = new Token(name, now.get());
        loads.get(load).complete(token);
        return token;
    }

    private static ResolutionException failure(Reason reason, Duration retryAfter) {
        return new ResolutionException(Diagnosis.of(reason), retryAfter);
    }
}
