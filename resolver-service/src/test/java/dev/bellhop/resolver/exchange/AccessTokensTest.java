package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessTokensTest extends ExchangeFixture {
    @Test
    void asksForAVaultTokenByAssertion() {
        entra.answering(200, GOOD);

        AccessToken token = ask(key("organization", 1));

        assertThat(token.token()).isEqualTo("good.token");
        assertThat(token.toString()).doesNotContain("good.token");
        assertThat(entra.tunnels()).containsExactly("login.microsoftonline.com:443");
        assertThat(entra.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.uri()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
            assertThat(seen.headers().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(seen.headers().get("client-request-id")).hasSize(36);
            assertThat(seen.headers().get("Cookie")).isNull();
            assertThat(seen.body())
                    .startsWith("grant_type=client_credentials&client_id=" + CLIENT
                            + "&scope=https%3A%2F%2Fvault.azure.net%2F.default"
                            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                            + "&client_assertion=ey");
        });
    }

    @Test
    void manyCallersCostOneExchange() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        entra.answering(exchange -> exchange.vertx()
                .executeBlocking(() -> mayAnswer.await(5, TimeUnit.SECONDS))
                .onSuccess(ignored -> exchange.answer(200, GOOD)));
        List<java.util.concurrent.CompletableFuture<AccessToken>> callers = IntStream.range(0, 50)
                .mapToObj(i -> tokens.tokenFor(key("organization", 1), within(Duration.ofSeconds(20)))
                        .subscribeAsCompletionStage())
                .toList();

        callers.get(0).cancel(true);
        mayAnswer.countDown();

        for (var caller : callers.subList(1, callers.size())) {
            assertThat(caller.get(5, TimeUnit.SECONDS).token()).isEqualTo("good.token");
        }
        assertThat(entra.requests()).hasSize(1);
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void everythingATokenDependsOnIsPartOfItsKey() {
        entra.answering(200, GOOD);
        UUID other = UUID.fromString("99999999-9f2d-4a51-bb0e-54b6c5b3e0a1");

        ask(key("organization", 1));
        ask(key("organization", 2));
        ask(TokenKey.of(other, AUTOMATION, config("organization", 1, null), AzureCloud.PUBLIC));
        ask(key("automation", 1));
        ask(TokenKey.of(ORGANIZATION, other, config("automation", 1, null), AzureCloud.PUBLIC));
        ask(TokenKey.of(ORGANIZATION, other, config("organization", 1, null), AzureCloud.PUBLIC));

        assertThat(entra.requests()).as("the last is the first one's").hasSize(5);
        assertThat(issuer.requests()).as("one per subject").hasSize(4);
    }

    @Test
    void takesNumbersAsText() {
        entra.answering(
                200,
                "{\"token_type\":\"bearer\",\"expires_in\":\"3599\",\"refresh_in\":\"1200\",\"access_token\":\"t\"}");

        AccessToken token = ask(key("organization", 1));

        assertThat(Duration.between(Instant.now(), token.renewAt())).isLessThan(Duration.ofSeconds(1201));
    }

    @Test
    void aRefusalIsAskedForOnce() {
        entra.answering(401, error("700213"));

        failureOf(key("organization", 1), Duration.ofSeconds(20));
        failureOf(key("organization", 1), Duration.ofSeconds(20));

        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void aFreshConfigIsGivenTimeToSpread() {
        entra.answering(exchange -> {
            if (exchange.number() < 3) {
                exchange.answer(401, error("700213"));
            } else {
                exchange.answer(200, GOOD);
            }
        });
        TokenKey fresh =
                TokenKey.of(ORGANIZATION, AUTOMATION, config("organization", 1, Instant.now()), AzureCloud.PUBLIC);

        assertThat(ask(fresh).token()).isEqualTo("good.token");
        assertThat(entra.requests()).hasSize(3);
    }

    @Test
    void anAssertionOutOfItsTimeIsMintedOnceMore() {
        entra.answering(exchange -> {
            if (exchange.number() == 1) {
                exchange.answer(401, error("700024"));
            } else {
                exchange.answer(200, GOOD);
            }
        });

        assertThat(ask(key("organization", 1)).token()).isEqualTo("good.token");

        assertThat(issuer.requests()).hasSize(2);
        assertThat(entra.requests().get(0).body())
                .isNotEqualTo(entra.requests().get(1).body());
    }

    @Test
    void retryAfterIsKeptForEverybody() {
        entra.answering(exchange -> exchange.answer(429, "Too Many Requests", "Retry-After", "60"));

        failureOf(key("organization", 1), Duration.ofSeconds(20));
        failureOf(key("organization", 1), Duration.ofSeconds(20));

        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void aHungEntraIsGivenUpAndAskedAgain() {
        AccessTokens impatient = tokens(Duration.ofMillis(200));
        entra.answering(exchange -> {
            if (exchange.number() > 1) {
                exchange.answer(200, GOOD);
            }
        });

        AccessToken token = impatient
                .tokenFor(key("organization", 1), within(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(token.token()).isEqualTo("good.token");
        assertThat(entra.requests()).hasSize(2);
    }
}
