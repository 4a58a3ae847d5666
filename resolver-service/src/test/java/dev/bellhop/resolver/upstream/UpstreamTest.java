package dev.bellhop.resolver.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.upstream.UpstreamException.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final URI SECRET = URI.create("https://" + CloudServer.VAULT + "/secrets/x?api-version=7.6");
    private static final int MAX_BODY = 1_000;

    private final CloudServer cloud = new CloudServer();
    private final Upstream upstream = upstream(cloud.throughProxy());

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void reachesRealNamesThroughTheProxy() {
        cloud.answering(200, "{\"value\":\"x\"}");

        UpstreamAnswer answer = get(SECRET).await().atMost(Duration.ofSeconds(5));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"value\":\"x\"}");
        assertThat(cloud.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.host()).isEqualTo(CloudServer.VAULT);
            assertThat(seen.uri()).isEqualTo("/secrets/x?api-version=7.6");
        });
    }

    @Test
    void usesItsConnectionAgain() {
        cloud.answering(200, "{}");

        IntStream.range(0, 20).forEach(i -> get(SECRET).await().atMost(Duration.ofSeconds(5)));

        assertThat(cloud.requests()).hasSize(20);
        // Two at most: the answer is here a moment before its connection is back.
        assertThat(cloud.tunnels()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void followsNoRedirect() {
        cloud.answering(exchange -> exchange.answer(302, "", "Location", "https://other.vault.azure.net/secrets/x"));

        UpstreamAnswer answer = get(SECRET).await().atMost(Duration.ofSeconds(5));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(cloud.requests()).hasSize(1);
        assertThat(cloud.tunnels()).hasSize(1);
    }

    @Test
    void takesABodyUpToTheLimitAndNoFurther() {
        cloud.answering(200, "x".repeat(MAX_BODY));
        assertThat(get(SECRET).await().atMost(Duration.ofSeconds(5)).body()).hasSize(MAX_BODY);

        cloud.answering(200, "x".repeat(MAX_BODY + 1));
        assertThat(failureOf(get(SECRET))).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void givesUpASilentServer() {
        cloud.answering(exchange -> {});
        long start = System.nanoTime();

        assertThat(failureOf(upstream.send(UpstreamRequest.get(SECRET), Duration.ofMillis(200), MAX_BODY)))
                .isEqualTo(Kind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void givesUpABodyThatDoesNotEnd() {
        cloud.answering(
                exchange -> exchange.request().response().setChunked(true).write("{"));

        assertThat(failureOf(upstream.send(UpstreamRequest.get(SECRET), Duration.ofMillis(300), MAX_BODY)))
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void namesATruncatedAnswer() {
        cloud.answering(exchange -> exchange.truncated("{\"value\":"));

        assertThat(failureOf(get(SECRET))).isEqualTo(Kind.BROKEN);
    }

    @Test
    void namesAConnectionThatEndsWithoutAWord() {
        cloud.answering(CloudServer.Exchange::hangUp);

        assertThat(failureOf(get(SECRET))).isEqualTo(Kind.BROKEN);
    }

    @Test
    void namesAProxyThatRefuses() {
        assertThat(failureOf(get(URI.create("https://gone-kv.vault.azure.net/secrets/x"))))
                .isEqualTo(Kind.PROXY_REFUSED);
    }

    @Test
    void trustsNobodyItWasNotTold() {
        HttpClientOptions stranger =
                new HttpClientOptions().setProxyOptions(cloud.throughProxy().getProxyOptions());

        assertThat(failureOf(upstream(stranger).send(UpstreamRequest.get(SECRET), Duration.ofSeconds(5), MAX_BODY)))
                .isEqualTo(Kind.TLS);
    }

    @Test
    void refusesAnotherHostsCertificate() {
        assertThat(failureOf(get(URI.create("https://login.example.com/token"))))
                .isEqualTo(Kind.TLS);
        assertThat(failureOf(get(URI.create("https://a.b.vault.azure.net/")))).isEqualTo(Kind.TLS);
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void namesAHostThatDoesNotExist() {
        Upstream direct = upstream(cloud.direct());

        assertThat(failureOf(direct.send(
                        UpstreamRequest.get(URI.create("https://nowhere.invalid/")), Duration.ofSeconds(5), MAX_BODY)))
                .isEqualTo(Kind.UNKNOWN_HOST);
    }

    @Test
    void namesAPortNobodyListensOn() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Upstream direct = upstream(cloud.direct());

        assertThat(failureOf(direct.send(
                        UpstreamRequest.get(URI.create("https://localhost:" + port + "/")),
                        Duration.ofSeconds(5),
                        MAX_BODY)))
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void sendsNothingToThisMachineWhenACloudIsMeant() {
        Upstream guarded = new Upstream(cloud.vertx(), cloud.direct(), Clock.systemUTC(), true);
        URI local = URI.create("https://localhost:" + cloud.port() + "/secrets/x");

        assertThat(failureOf(guarded.send(UpstreamRequest.get(local), Duration.ofSeconds(5), MAX_BODY)))
                .isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void andNoneToThoseTheProxyIsNotAskedFor() {
        Upstream guarded = new Upstream(
                cloud.vertx(),
                cloud.throughProxy().setNonProxyHosts(java.util.List.of("*.example", "local*")),
                Clock.systemUTC(),
                true);
        URI local = URI.create("https://localhost:" + cloud.port() + "/secrets/x");

        assertThat(failureOf(guarded.send(UpstreamRequest.get(local), Duration.ofSeconds(5), MAX_BODY)))
                .isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(cloud.tunnels()).as("it was connected to directly").isEmpty();
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void cancellingClosesWhatItHolds() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        cloud.answering(exchange -> {
            exchange.request().connection().closeHandler(ignored -> closed.countDown());
            arrived.countDown();
        });

        var call = get(SECRET).subscribe().with(item -> {});
        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        call.cancel();

        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private Uni<UpstreamAnswer> get(URI uri) {
        return upstream.send(UpstreamRequest.get(uri), Duration.ofSeconds(5), MAX_BODY);
    }

    private Upstream upstream(HttpClientOptions options) {
        return new Upstream(cloud.vertx(), options, Clock.systemUTC(), false);
    }

    private static Kind failureOf(Uni<UpstreamAnswer> call) {
        Throwable failure = call.onItemOrFailure()
                .transform((item, thrown) -> thrown)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(failure).isInstanceOf(UpstreamException.class).hasNoCause();
        return ((UpstreamException) failure).kind();
    }
}
