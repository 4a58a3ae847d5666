package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.embedded.TlsResource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fetching keys over TLS from servers with and without manners. */
class KeyEndpointTest {
    private static final String JWKS = TestIssuer.jwks(TestIssuer.RSA);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final KeyServer server = KeyServer.start();

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsKeysByDiscovery() {
        server.serves(JWKS);

        assertThat(byDiscovery().await().atMost(LONG).keys()).hasSize(1);
        assertThat(byDiscovery().await().atMost(LONG).keys()).hasSize(1);
        assertThat(server.paths())
                .containsExactly(
                        "/idp/.well-known/openid-configuration",
                        "/idp/jwks",
                        "/idp/.well-known/openid-configuration",
                        "/idp/jwks");
    }

    @Test
    void readsKeysWithoutDiscoveryWhereTheyAreKnown() {
        server.serves(JWKS);

        assertThat(atUrl().await().atMost(LONG).keys()).hasSize(1);
        assertThat(server.paths()).containsExactly("/idp/jwks");
    }

    static Stream<Arguments> badManners() {
        return Stream.of(
                bad("503", request -> request.response().setStatusCode(503).end("down"), "answered 503, expected 200"),
                bad(
                        "500 with a key set",
                        request -> request.response().setStatusCode(500).end(JWKS),
                        "answered 500, expected 200"),
                bad("404", request -> request.response().setStatusCode(404).end(), "answered 404, expected 200"),
                bad("204", request -> request.response().setStatusCode(204).end(), "answered 204, expected 200"),
                bad("a redirect is not followed", request -> redirect(request), "answered 302, expected 200"),
                bad(
                        "HTML",
                        request -> request.response()
                                .putHeader("Content-Type", "text/html")
                                .end("<html>sign in</html>"),
                        "did not answer with"),
                bad("nothing", request -> request.response().end(), "did not answer with"),
                bad("half a key set", request -> request.response().end(JWKS.substring(0, 100)), "did not answer with"),
                bad("an end too early", request -> truncate(request), "broke off"),
                bad("a line cut at once", request -> request.connection().close(), "did not answer: "),
                bad(
                        "more than 256 KiB, announced",
                        request -> request.response().end("x".repeat(256 * 1024 + 1)),
                        "answered with more than 262144 bytes"),
                bad("more than 256 KiB, without end", KeyEndpointTest::flood, "answered with more than 262144 bytes"));
    }

    @ParameterizedTest
    @MethodSource
    void badManners(Consumer<HttpServerRequest> manners, String expected) {
        server.behaves(manners);

        assertThat(failureOf(byDiscovery())).hasMessageContaining(expected).hasMessageStartingWith(server.issuer());
        assertThat(failureOf(atUrl())).hasMessageContaining(expected);
        assertThat(server.paths()).doesNotContain("/elsewhere");

        server.serves(JWKS);
        assertThat(byDiscovery().await().atMost(LONG).keys())
                .as("once it behaves")
                .hasSize(1);
    }

    @Test
    void givingUpOnAHangingServerResetsTheRequest() throws Exception {
        CompletableFuture<HttpServerRequest> arrived = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        server.behaves(request -> {
            request.connection().closeHandler(closed::complete);
            arrived.complete(request);
        });
        CompletableFuture<JsonWebKeys> fetch = atUrl().subscribeAsCompletionStage();
        arrived.get(20, TimeUnit.SECONDS);

        fetch.cancel(true);

        closed.get(20, TimeUnit.SECONDS);
    }

    static Stream<Arguments> badDiscovery() {
        return Stream.of(
                argumentSet(
                        "another issuer",
                        Map.of("issuer", "https://attacker.example", "jwks_uri", "https://localhost/jwks"),
                        "is of issuer 'https://attacker.example', expected"),
                argumentSet(
                        "no issuer", Map.of("jwks_uri", "https://localhost/jwks"), "is of issuer (absent), expected"),
                argumentSet("no jwks_uri", Map.of("issuer", "*"), "has the jwks_uri 'null', expected an https URL"),
                argumentSet(
                        "jwks_uri without TLS",
                        Map.of("issuer", "*", "jwks_uri", "http://localhost/jwks"),
                        "has the jwks_uri 'http://localhost/jwks', expected an https URL"),
                argumentSet(
                        "jwks_uri a file",
                        Map.of("issuer", "*", "jwks_uri", "file:///etc/passwd"),
                        "expected an https URL"),
                argumentSet(
                        "jwks_uri with a password",
                        Map.of("issuer", "*", "jwks_uri", "https://a:b@localhost/jwks"),
                        "expected an https URL"),
                argumentSet(
                        "jwks_uri no URL",
                        Map.of("issuer", "*", "jwks_uri", "a b"),
                        "did not answer with a discovery document"));
    }

    @ParameterizedTest
    @MethodSource
    void badDiscovery(Map<String, String> document, String expected) {
        String json = JsonUtil.toJson(document).replace("\"*\"", "\"" + server.issuer() + "\"");
        server.behaves(request -> request.response().end(json));

        assertThat(failureOf(byDiscovery())).hasMessageContaining(expected);
        assertThat(server.paths()).hasSize(1);
    }

    @Test
    void believesNoCertificateOfAnotherAuthority() {
        server.serves(JWKS);
        String stranger = CertificateAuthority.create("Somebody else").pem();

        assertThat(failureOf(endpoint(stranger)
                        .at(URI.create(server.issuer() + "/jwks"))
                        .load()))
                .hasMessageContaining("cannot be reached: ")
                .hasMessageContaining("certification path");
        assertThat(server.paths()).isEmpty();
    }

    @Test
    void believesNoCertificateOfAnotherHost() {
        server.serves(JWKS);
        URI byAddress = URI.create("https://127.0.0.1:" + server.port() + "/idp/jwks");

        assertThat(failureOf(
                        endpoint(TlsResource.authority().pem()).at(byAddress).load()))
                .hasMessageContaining("cannot be reached");
        assertThat(server.paths()).isEmpty();
    }

    private Uni<JsonWebKeys> byDiscovery() {
        KeyLocation location = Settings.caller("x", server.issuer(), "bellhop-config")
                .callers()
                .keyLocations()
                .get(server.issuer());
        return endpoint(TlsResource.authority().pem())
                .by((KeyLocation.Discovery) location)
                .load();
    }

    private Uni<JsonWebKeys> atUrl() {
        return endpoint(TlsResource.authority().pem())
                .at(URI.create(server.issuer() + "/jwks"))
                .load();
    }

    private JwksEndpoint endpoint(String trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(trust)));
        return new JwksEndpoint(new BoundedFetch(vertx.createHttpClient(options), vertx.getOrCreateContext()));
    }

    private static Throwable failureOf(Uni<JsonWebKeys> fetch) {
        return catchThrowableOfType(KeysException.class, () -> fetch.await().atMost(LONG));
    }

    private static Arguments bad(String name, Consumer<HttpServerRequest> manners, String expected) {
        return argumentSet(name, manners, expected);
    }

    private static void redirect(HttpServerRequest request) {
        request.response()
                .setStatusCode(302)
                .putHeader("Location", "/elsewhere")
                .end();
    }

    private static void truncate(HttpServerRequest request) {
        request.response().putHeader("Content-Length", "5000");
        request.response()
                .write("{\"keys\":[")
                .onComplete(written -> request.connection().close());
    }

    private static void flood(HttpServerRequest request) {
        request.response().setChunked(true);
        pour(request);
    }

    private static void pour(HttpServerRequest request) {
        request.response().write("x".repeat(64 * 1024)).onSuccess(written -> pour(request));
    }
}
