package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.identity.IdentityProvider;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How issuers' documents are fetched, from issuers that misbehave. */
class IssuerKeysTest {
    private static final MutableClock CLOCK = MutableClock.at("2026-08-20T10:00:00Z");
    private static Box box;
    private FakeIssuer issuer;
    private IdentityProvider keys;

    @BeforeAll
    static void open() {
        box = Box.open(EmulatorOptions.of(CertificateAuthority.create("Test CA"))
                .withClock(CLOCK)
                .withIssuerKeys(Duration.ofMinutes(5), Duration.ofSeconds(1)));
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @BeforeEach
    void start() {
        box.fill();
        issuer = new FakeIssuer(box.authority());
        keys = IdentityProvider.create(issuer.url(), CLOCK);
        issuer.discovery(issuer.url()).answer("/keys", keys.jwks());
        trust(issuer.url());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "discovery, then jwks_uri, over TLS; kept for 5 minutes")
    void fetchesDiscoveryAndKeysOnceAndKeepsThemForAWhile() {
        assertThat(exchange().statusCode()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(299));
        assertThat(exchange().statusCode()).isEqualTo(200);
        assertThat(issuer.asked("/keys")).isEqualTo(1);

        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(exchange().statusCode()).isEqualTo(200);
        assertThat(issuer.asked("/keys")).isEqualTo(2);
        assertThat(issuer.asked(FakeIssuer.DISCOVERY)).isEqualTo(2);
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "an unknown kid brings no earlier fetch")
    @Emulates(area = Area.ENTRA_CODES, value = "7000272 unknown kid")
    void doesNotFetchAnewForAnUnknownKeyUntilToldToForget() {
        assertThat(exchange().statusCode()).isEqualTo(200);
        keys = IdentityProvider.create(issuer.url(), CLOCK);
        issuer.answer("/keys", keys.jwks());

        assertThat(code(exchange())).isEqualTo(7000272);
        assertThat(issuer.asked("/keys")).isEqualTo(1);

        box.emulator().cloud().forgetIssuerKeys();
        assertThat(exchange().statusCode()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "one fetch for all who wait")
    void fetchesOnceForAllWhoWait() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(1);
        issuer.on(
                "/keys",
                request -> new Thread(() -> {
                            awaitQuietly(allAsked);
                            request.response().end(keys.jwks());
                        })
                        .start());
        List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(CompletableFuture.supplyAsync(this::exchange));
        }
        org.awaitility.Awaitility.await()
                .until(() -> box.emulator().cloud().counters().getOrDefault("tokens.requests", 0L) == 4);
        allAsked.countDown();

        for (CompletableFuture<HttpResponse<String>> one : running) {
            assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(issuer.asked("/keys")).isEqualTo(1);
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "a failed fetch is not remembered")
    void doesNotRememberAFailure() {
        issuer.on("/keys", request -> request.response().setStatusCode(503).end());
        assertThat(code(exchange())).isEqualTo(501661);

        issuer.answer("/keys", keys.jwks());
        assertThat(exchange().statusCode()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "the first 100 keys count")
    void readsTheFirstHundredKeysOnly() {
        issuer.answer("/keys", keySet(99));
        assertThat(exchange().statusCode()).isEqualTo(200);

        box.emulator().cloud().forgetIssuerKeys();
        issuer.answer("/keys", keySet(100));
        assertThat(code(exchange())).isEqualTo(7000272);
    }

    @Test
    void passesOverKeysItCannotRead() {
        issuer.answer("/keys", keys.jwks().replace("\"keys\":[", "\"keys\":[{\"kty\":\"moon\"},{},7,"));
        assertThat(exchange().statusCode()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "an issuer with a slash at its end")
    void findsTheDocumentsOfAnIssuerWithASlashAtItsEnd() {
        trust(issuer.url() + "/");
        keys = IdentityProvider.create(issuer.url() + "/", CLOCK);
        issuer.discovery(issuer.url() + "/").answer("/keys", keys.jwks());

        assertThat(exchange().statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> answersThatTheRequestFailed() {
        return Stream.of(
                argumentSet("discovery not found", FakeIssuer.DISCOVERY, status(404)),
                argumentSet("discovery redirects", FakeIssuer.DISCOVERY, (Consumer<HttpServerRequest>)
                        IssuerKeysTest::redirect),
                argumentSet("discovery is HTML", FakeIssuer.DISCOVERY, body("<html></html>")),
                argumentSet(
                        "discovery of another issuer",
                        FakeIssuer.DISCOVERY,
                        body(
                                "{\"issuer\":\"https://other.example.com\",\"jwks_uri\":\"https://other.example.com/keys\"}")),
                argumentSet("keys not found", "/keys", status(404)),
                argumentSet("keys fail", "/keys", status(500)),
                argumentSet("keys are no set", "/keys", body("{\"keys\":1}")),
                argumentSet(
                        "keys are too many octets",
                        "/keys",
                        body("{\"keys\":[],\"x\":\"" + "x".repeat(1 << 20) + "\"}")),
                argumentSet("keys never come", "/keys", (Consumer<HttpServerRequest>)
                        request -> request.response().setChunked(true)),
                argumentSet("keys stop half way", "/keys", (Consumer<HttpServerRequest>) request -> {
                    request.response().setChunked(true).write("{\"keys\":[");
                    request.connection().close();
                }));
    }

    @ParameterizedTest
    @MethodSource
    @Emulates(
            area = Area.ISSUER_KEYS,
            value = "wrong issuer, no JSON, too large, redirect, error or silence count as unreachable")
    void answersThatTheRequestFailed(String path, Consumer<HttpServerRequest> misbehaviour) {
        issuer.on(path, misbehaviour);

        HttpResponse<String> answer = exchange();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).isEqualTo("invalid_request");
        assertThat(json(answer).path("error_description").asText())
                .startsWith("AADSTS501661: Request to External OIDC endpoint failed. Trace ID: ");
    }

    @Test
    void takesNoKeysOverPlainHttp() {
        issuer.answer(
                FakeIssuer.DISCOVERY,
                "{\"issuer\":\"" + issuer.url() + "\",\"jwks_uri\":\""
                        + issuer.url().replace("https", "http") + "/keys\"}");
        assertThat(code(exchange())).isEqualTo(501661);
    }

    @Test
    void takesNoCertificateOfAnotherAuthority() {
        try (FakeIssuer stranger = new FakeIssuer(CertificateAuthority.create("Another CA"))) {
            keys = IdentityProvider.create(stranger.url(), CLOCK);
            stranger.discovery(stranger.url()).answer("/keys", keys.jwks());
            trust(stranger.url());

            assertThat(code(exchange())).isEqualTo(501661);
            assertThat(stranger.asked(FakeIssuer.DISCOVERY)).isZero();
        }
    }

    @Test
    @Emulates(area = Area.ISSUER_KEYS, value = "the federated credential is looked for before anything is fetched")
    void asksNoIssuerThatNobodyTrusts() {
        box.emulator().cloud().deleteFederatedCredential(Box.TENANT, Box.CLIENT, "fake");

        assertThat(code(exchange())).isEqualTo(700211);
        assertThat(issuer.asked(FakeIssuer.DISCOVERY)).isZero();
    }

    private void trust(String url) {
        box.emulator().cloud().putFederatedCredential(Box.TENANT, Box.CLIENT, "fake", url, Box.SUBJECT);
    }

    private HttpResponse<String> exchange() {
        Map<String, String> form = box.form();
        form.put("client_assertion", keys.mint(Box.SUBJECT, Box.AUDIENCE, Map.of(), Duration.ofHours(1)));
        return box.token(form);
    }

    private String keySet(int others) {
        String own = keys.jwks().replaceFirst("^\\{\"keys\":\\[", "").replaceFirst("]}$", "");
        String other = own.replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"KID\"");
        return "{\"keys\":["
                + IntStream.range(0, others)
                        .mapToObj(i -> other.replace("KID", "k" + i))
                        .collect(Collectors.joining(","))
                + "," + own + "]}";
    }

    private static Consumer<HttpServerRequest> status(int status) {
        return request -> request.response().setStatusCode(status).end("<html>" + status + "</html>");
    }

    private static Consumer<HttpServerRequest> body(String body) {
        return request -> request.response().end(body);
    }

    private static void redirect(HttpServerRequest request) {
        request.response().setStatusCode(302).putHeader("Location", "/keys").end();
    }

    private static int code(HttpResponse<String> answer) {
        JsonNode codes = json(answer).path("error_codes");
        return codes.path(0).asInt();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
