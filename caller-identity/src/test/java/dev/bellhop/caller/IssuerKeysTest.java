package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.ALGORITHM_REFUSED;
import static dev.bellhop.caller.CallerException.Reason.KEYS_UNAVAILABLE;
import static dev.bellhop.caller.CallerException.Reason.KEY_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.caller.CallerException.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

/** When an issuer is asked for its keys, and how often; a clock in hand and every answer given by the test. */
class IssuerKeysTest {
    private static final Optional<String> RSA_1 = Optional.of("rsa-1");
    private static final Optional<String> RSA_2 = Optional.of("rsa-2");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // wraps, as System.nanoTime may
    private final List<CompletableFuture<JsonWebKeys>> requests = new ArrayList<>();
    private final IssuerKeys keys = new IssuerKeys(
            "https://idp.example",
            () -> Uni.createFrom().completionStage(() -> {
                requests.add(new CompletableFuture<>());
                return requests.get(requests.size() - 1);
            }),
            Settings.none().keys(),
            nanos::get);

    @Test
    void oneFetchServesAllWhoWait() {
        List<UniAssertSubscriber<VerificationKey>> askers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            askers.add(ask(RSA_1));
        }
        assertThat(requests).hasSize(1);

        answer(TestIssuer.RSA);

        askers.forEach(asker -> asker.assertCompleted());
        assertThat(requests).hasSize(1);
    }

    @Test
    void whoGivesUpCancelsOnlyItself() {
        UniAssertSubscriber<VerificationKey> first = ask(RSA_1);
        UniAssertSubscriber<VerificationKey> second = ask(RSA_1);

        first.cancel();
        answer(TestIssuer.RSA);

        second.assertCompleted();
        first.assertNotTerminated();
        assertThat(requests).hasSize(1);
    }

    @Test
    void knownKeysCostNothing() {
        know(TestIssuer.RSA);

        ask(RSA_1).assertCompleted();

        assertThat(requests).hasSize(1);
    }

    @Test
    void anUnknownKeyIsAskedForOncePerInterval() {
        know(TestIssuer.RSA);
        assertThat(reasonOf(ask(RSA_2))).as("just fetched").isEqualTo(KEY_UNKNOWN);
        assertThat(requests).hasSize(1);

        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(reasonOf(ask(RSA_2))).isEqualTo(KEY_UNKNOWN);
        assertThat(requests).hasSize(1);

        pass(Duration.ofNanos(1));
        List<UniAssertSubscriber<VerificationKey>> askers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            askers.add(ask(Optional.of("invented-" + i)));
        }
        assertThat(requests).hasSize(2);
        answer(TestIssuer.RSA);
        askers.forEach(asker -> assertThat(reasonOf(asker)).isEqualTo(KEY_UNKNOWN));

        assertThat(reasonOf(ask(Optional.of("invented-again")))).isEqualTo(KEY_UNKNOWN);
        assertThat(requests).hasSize(2);
    }

    @Test
    void aNewKeyIsFoundWhenATokenNamesIt() {
        know(TestIssuer.RSA);
        pass(Duration.ofSeconds(10));

        UniAssertSubscriber<VerificationKey> asker = ask(RSA_2);
        ask(RSA_1).assertCompleted();
        answer(TestIssuer.RSA, TestIssuer.OTHER_RSA);

        asker.assertCompleted();
        ask(RSA_2).assertCompleted();
        assertThat(requests).hasSize(2);
    }

    @Test
    void aKeyThatWasWithdrawnIsNotBelievedAfterTheNextFetch() {
        know(TestIssuer.RSA, TestIssuer.OTHER_RSA);

        refresh();
        answer(TestIssuer.RSA);

        assertThat(reasonOf(ask(RSA_2))).isEqualTo(KEY_UNKNOWN);
    }

    @Test
    void anAlgorithmThatDoesNotFitIsNoReasonToAsk() {
        know(TestIssuer.RSA);
        pass(Duration.ofHours(1));

        assertThat(reasonOf(subscribe(keys.keyFor(RSA_1, "ES256")))).isEqualTo(ALGORITHM_REFUSED);
        assertThat(requests).hasSize(1);
    }

    @Test
    void anIssuerThatIsAwayIsAskedAgainAfterAPauseAndThenWorksAtOnce() {
        UniAssertSubscriber<VerificationKey> early = ask(RSA_1);
        fail();
        assertThat(reasonOf(early)).isEqualTo(KEYS_UNAVAILABLE);
        assertThat(reasonOf(ask(RSA_1))).as("within the pause").isEqualTo(KEYS_UNAVAILABLE);
        assertThat(requests).hasSize(1);

        pass(Duration.ofSeconds(1));
        UniAssertSubscriber<VerificationKey> asker = ask(RSA_1);
        assertThat(requests).hasSize(2);
        answer(TestIssuer.RSA);

        asker.assertCompleted();
    }

    @Test
    void theLastKeysServeOnWhileTheIssuerIsAway() {
        know(TestIssuer.RSA);
        refresh();
        fail();

        pass(Duration.ofHours(12).minusNanos(1));
        ask(RSA_1).assertCompleted();
        assertThat(requests).hasSize(2);
    }

    @Test
    void keysThatAreTooOldAreNotBelieved() {
        know(TestIssuer.RSA);
        pass(Duration.ofHours(12));

        UniAssertSubscriber<VerificationKey> asker = ask(RSA_1);
        assertThat(requests).hasSize(2);
        fail();

        assertThat(reasonOf(asker)).isEqualTo(KEYS_UNAVAILABLE);
    }

    @Test
    void anUnknownKeyOfAnIssuerThatIsAwayMayComeLater() {
        know(TestIssuer.RSA);
        pass(Duration.ofSeconds(10));

        UniAssertSubscriber<VerificationKey> asker = ask(RSA_2);
        fail();

        assertThat(reasonOf(asker)).isEqualTo(KEYS_UNAVAILABLE);
        assertThat(asker.getFailure())
                .isInstanceOfSatisfying(
                        CallerException.class,
                        refusal -> assertThat(refusal.retryable()).isTrue());
    }

    @Test
    void aRefreshThatFailsIsNobodysFailure() {
        UniAssertSubscriber<Void> refresh = subscribe(keys.refresh());
        fail();

        refresh.assertCompleted();
    }

    @Test
    void aSourceThatThrowsIsASourceThatFails() {
        IssuerKeys broken = new IssuerKeys(
                "https://idp.example",
                () -> {
                    throw new IllegalStateException("no");
                },
                Settings.none().keys(),
                nanos::get);

        assertThat(reasonOf(subscribe(broken.keyFor(RSA_1, "RS256")))).isEqualTo(KEYS_UNAVAILABLE);
        pass(Duration.ofSeconds(1));
        assertThat(reasonOf(subscribe(broken.keyFor(RSA_1, "RS256")))).isEqualTo(KEYS_UNAVAILABLE);
    }

    @Test
    void aSourceThatHangsIsGivenUp() {
        List<String> cancelled = new ArrayList<>();
        IssuerKeys hanging = new IssuerKeys(
                "https://idp.example",
                () -> Uni.createFrom().<JsonWebKeys>nothing().onCancellation().invoke(() -> cancelled.add("cancelled")),
                Settings.none().set("bellhop.caller-keys.timeout", "PT0.05S").keys(),
                nanos::get);

        CallerException refusal = catchThrowableOfType(
                CallerException.class,
                () -> hanging.keyFor(RSA_1, "RS256").await().atMost(Duration.ofSeconds(20)));

        assertThat(refusal.reason()).isEqualTo(KEYS_UNAVAILABLE);
        assertThat(cancelled).hasSize(1);
    }

    private void know(PublicJsonWebKey... published) {
        refresh();
        answer(published);
    }

    private void refresh() {
        subscribe(keys.refresh());
    }

    private void answer(PublicJsonWebKey... published) {
        requests.get(requests.size() - 1).complete(Verifier.parse(TestIssuer.jwks(published)));
    }

    private void fail() {
        requests.get(requests.size() - 1).completeExceptionally(new KeysException("the issuer is away"));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private UniAssertSubscriber<VerificationKey> ask(Optional<String> kid) {
        return subscribe(keys.keyFor(kid, "RS256"));
    }

    private static <T> UniAssertSubscriber<T> subscribe(Uni<T> uni) {
        return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Reason reasonOf(UniAssertSubscriber<?> asker) {
        assertThat(asker.getFailure()).isInstanceOf(CallerException.class);
        return ((CallerException) asker.getFailure()).reason();
    }
}
