package dev.bellhop.caller;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;

/** An issuer that was away when the service started: its callers get in as soon as it is back, and cost it one fetch. */
@QuarkusTest
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(KeyServerResource.class)
class LateIssuerTest {
    private static final int CALLERS = 30;
    private static final int FORBIDDEN = 403; // known, and entitled to nothing

    @ConfigProperty(name = "test.issuer")
    String issuer;

    @ConfigProperty(name = "test.late-issuer")
    String late;

    @TestHTTPResource(tls = true)
    URL service;

    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(trust())
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Test
    void callersOfAnIssuerThatComesLateShareOneFetchAndHoldUpNobody() throws Exception {
        assertThat(statusOf(call(late))).isEqualTo(503);

        BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
        try (KeyServer server = KeyServer.start(URI.create(late).getPort()).behaves(held::add)) {
            List<CompletableFuture<HttpResponse<String>>> knocking = new ArrayList<>();
            await().atMost(20, SECONDS).until(() -> {
                knocking.add(call(late));
                return !held.isEmpty();
            });
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                waiting.add(call(late));
            }
            assertThat(statusOf(call(issuer))).as("of another issuer").isEqualTo(FORBIDDEN);

            server.serves(TestIssuer.jwks(TestIssuer.RSA));
            answer(held.take());

            assertThat(waiting)
                    .allSatisfy(response -> assertThat(statusOf(response)).isEqualTo(FORBIDDEN));
            assertThat(knocking)
                    .allSatisfy(response -> assertThat(statusOf(response)).isIn(FORBIDDEN, 503));
            assertThat(server.paths()).containsExactly("/idp/.well-known/openid-configuration", "/idp/jwks");
        }
    }

    private static int statusOf(CompletableFuture<HttpResponse<String>> response) throws Exception {
        return response.get(20, SECONDS).statusCode();
    }

    private void answer(HttpServerRequest discovery) {
        Consumer<String> end = discovery.response()::end;
        end.accept(JsonUtil.toJson(java.util.Map.of("issuer", late, "jwks_uri", late + "/jwks")));
    }

    private CompletableFuture<HttpResponse<String>> call(String tokenIssuer) {
        String token = TestIssuer.token(TestIssuer.claims(tokenIssuer, "ada", "bellhop-config", Instant.now()));
        URI uri = URI.create("https://localhost:" + service.getPort() + "/v1/signing-keys");
        return client.sendAsync(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private static SSLContext trust() {
        try (InputStream file = Files.newInputStream(TlsResource.trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, TlsResource.TRUST_STORE_PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
