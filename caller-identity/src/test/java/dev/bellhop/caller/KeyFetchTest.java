package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.embedded.TlsResource;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys are fetched with the trust and through the proxy that the operator names. */
class KeyFetchTest {
    private final Vertx vertx = Vertx.vertx();
    private final KeyServer server = KeyServer.start().serves(TestIssuer.jwks(TestIssuer.RSA));
    private final Settings settings =
            Settings.caller("ci", server.issuer(), "bellhop-config").set("bellhop.caller-keys.retry-interval", "PT0S");

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void newTrustIsTakenUpWithoutARestart() {
        String stranger = CertificateAuthority.create("Somebody else").pem();
        String ours = TlsResource.authority().pem();
        TrustedIssuers issuers = Registries.issuers(vertx, settings, Registries.trust(stranger), null);
        assertThatThrownBy(() -> key(issuers)).isInstanceOf(CallerException.class);

        issuers.trustChanged(new CertificateUpdatedEvent("server", Registries.trust(ours)));
        assertThatThrownBy(() -> key(issuers)).as("another's trust").isInstanceOf(CallerException.class);

        issuers.trustChanged(new CertificateUpdatedEvent("callers", Registries.trust(ours)));
        assertThat(key(issuers).kid()).contains("rsa-1");
    }

    @Test
    void goesThroughTheProxyWithItsPassword() {
        List<String> tunnels = new CopyOnWriteArrayList<>();
        HttpServer proxy = proxy(tunnels);

        TrustedIssuers issuers = issuersBehind(proxy, "elsewhere.example");

        assertThat(key(issuers).kid()).contains("rsa-1");
        assertThat(tunnels)
                .isNotEmpty()
                .containsOnly("localhost:" + server.port() + " Basic YmVsbGhvcDpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void sparesTheProxyTheHostsItIsToldTo() {
        List<String> tunnels = new CopyOnWriteArrayList<>();
        HttpServer proxy = proxy(tunnels);

        TrustedIssuers issuers = issuersBehind(proxy, "localhost");

        assertThat(key(issuers).kid()).contains("rsa-1");
        assertThat(tunnels).isEmpty();
    }

    private TrustedIssuers issuersBehind(HttpServer proxy, String spared) {
        return Registries.issuers(
                vertx,
                settings,
                Registries.trust(TlsResource.authority().pem()),
                new Registries.Proxy(proxy.actualPort(), List.of(spared)));
    }

    private VerificationKey key(TrustedIssuers issuers) {
        return issuers.keys()
                .get(server.issuer())
                .keyFor(Optional.of("rsa-1"), "RS256")
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private HttpServer proxy(List<String> tunnels) {
        NetClient upstream = vertx.createNetClient();
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    tunnels.add(request.uri() + " " + request.getHeader("Proxy-Authorization"));
                    tunnel(upstream, request);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void tunnel(NetClient upstream, HttpServerRequest request) {
        upstream.connect(server.port(), "localhost")
                .onSuccess(up -> request.toNetSocket().onSuccess(down -> {
                    down.pipeTo(up);
                    up.pipeTo(down);
                }));
    }
}
