package dev.bellhop.caller;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.embedded.TlsResource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;

/** An issuer's web server over TLS, whose manners tests choose. It remembers the path of every request. */
final class KeyServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> manners =
            request -> request.response().setStatusCode(404).end();

    private KeyServer(Vertx vertx, int port) {
        this.vertx = vertx;
        CertificateAuthority.Leaf leaf = TlsResource.authority().issue("localhost");
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(leaf.certificatePem()))
                                .addKeyValue(Buffer.buffer(leaf.keyPem()))))
                .requestHandler(request -> {
                    paths.add(request.path());
                    manners.accept(request);
                })
                .listen(port, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static KeyServer start() {
        return start(0);
    }

    static KeyServer start(int port) {
        return new KeyServer(Vertx.vertx(), port);
    }

    int port() {
        return server.actualPort();
    }

    String issuer() {
        return "https://localhost:" + port() + "/idp";
    }

    /** Discovery and this key set. */
    KeyServer serves(String jwks) {
        String discovery = JsonUtil.toJson(java.util.Map.of("issuer", issuer(), "jwks_uri", issuer() + "/jwks"));
        return behaves(request -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(request.path().endsWith("/jwks") ? jwks : discovery));
    }

    KeyServer behaves(Consumer<HttpServerRequest> manners) {
        this.manners = manners;
        return this;
    }

    List<String> paths() {
        return paths;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
