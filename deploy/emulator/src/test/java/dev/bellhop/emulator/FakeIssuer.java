package dev.bellhop.emulator;

import dev.bellhop.embedded.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An issuer over TLS that behaves as it is told, path by path, and counts what it was asked. */
final class FakeIssuer implements AutoCloseable {
    static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Consumer<HttpServerRequest>> handlers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final int port;

    FakeIssuer(CertificateAuthority authority) {
        CertificateAuthority.Leaf leaf = authority.issue("localhost");
        PemKeyCertOptions pair = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(leaf.certificatePem()))
                .addKeyValue(Buffer.buffer(leaf.keyPem()));
        try {
            port = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            .setSsl(true)
                            .setKeyCertOptions(pair))
                    .requestHandler(this::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS)
                    .actualPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "https://localhost:" + port;
    }

    /** Serves a proper discovery document for {@code issuer}, with keys at {@code /keys}. */
    FakeIssuer discovery(String issuer) {
        return answer(DISCOVERY, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + url() + "/keys\"}");
    }

    FakeIssuer answer(String path, String body) {
        return on(path, request -> request.response().end(body));
    }

    FakeIssuer on(String path, Consumer<HttpServerRequest> handler) {
        handlers.put(path, handler);
        return this;
    }

    int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    private void handle(HttpServerRequest request) {
        asked.computeIfAbsent(request.path(), absent -> new AtomicInteger()).incrementAndGet();
        handlers.getOrDefault(
                        request.path(),
                        unknown -> unknown.response().setStatusCode(404).end("<html>Not here</html>"))
                .accept(request);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
