package dev.bellhop.resolver.fake;

import dev.bellhop.embedded.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A host of any name behind a CONNECT proxy, over TLS with a CA of its own, that answers whatever the test says: also what no decent
 * server would. Requests are kept, bodies included, for the test to look at.
 */
public final class CloudServer implements AutoCloseable {
    /** Real names, so that what is tested is what runs. */
    public static final String ENTRA = "login.microsoftonline.com";

    public static final String VAULT = "acme-kv.vault.azure.net";

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("test cloud");
    private static final CertificateAuthority.Leaf LEAF = AUTHORITY.issue(ENTRA, "*.vault.azure.net", "localhost");

    private final Vertx vertx = Vertx.vertx();
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final HttpServer proxy;
    private volatile Consumer<Exchange> answer = exchange -> exchange.answer(404, "");

    /** One request as it came. */
    public record Seen(HttpMethod method, String host, String uri, String body, io.vertx.core.MultiMap headers) {}

    public CloudServer() {
        this.server = join(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(LEAF.certificatePem()))
                                .addKeyValue(Buffer.buffer(LEAF.keyPem()))))
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1"));
        this.proxy = join(vertx.createHttpServer().requestHandler(this::tunnel).listen(0, "127.0.0.1"));
    }

    /** From now on this answers. */
    public CloudServer answering(Consumer<Exchange> answer) {
        this.answer = answer;
        return this;
    }

    /** From now on every request gets this. */
    public CloudServer answering(int status, String body) {
        return answering(exchange -> exchange.answer(status, body));
    }

    public List<Seen> requests() {
        return List.copyOf(requests);
    }

    /** What the proxy was asked to connect to. */
    public List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    public Vertx vertx() {
        return vertx;
    }

    /** For a client that trusts the CA and goes by the proxy. */
    public HttpClientOptions throughProxy() {
        return direct().setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(proxy.actualPort()));
    }

    /** For a client that trusts the CA. */
    public HttpClientOptions direct() {
        return new HttpClientOptions()
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(AUTHORITY.pem())));
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        join(vertx.close());
    }

    private void receive(HttpServerRequest request) {
        request.bodyHandler(body -> {
            requests.add(new Seen(
                    request.method(), request.authority().host(), request.uri(), body.toString(), request.headers()));
            answer.accept(new Exchange(vertx, request, requests.size()));
        });
    }

    private void tunnel(HttpServerRequest request) {
        tunnels.add(request.uri());
        if (request.method() != HttpMethod.CONNECT || request.uri().startsWith("gone-")) {
            request.response().setStatusCode(502).end();
            return;
        }
        vertx.createNetClient()
                .connect(server.actualPort(), "127.0.0.1")
                .onSuccess(up -> request.toNetSocket().onSuccess(down -> {
                    down.pipeTo(up);
                    up.pipeTo(down);
                }));
    }

    private static <T> T join(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /**
     * A request that wants an answer.
     *
     * @param number counts requests from one
     */
    public record Exchange(Vertx vertx, HttpServerRequest request, int number) {

        public void answer(int status, String body, String... headers) {
            var response = request.response().setStatusCode(status).putHeader("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                response.putHeader(headers[i], headers[i + 1]);
            }
            response.end(body);
        }

        /** Says it is longer than it is, and hangs up. */
        public void truncated(String body) {
            request.response()
                    .putHeader("Content-Length", String.valueOf(body.length() + 100))
                    .write(body);
            vertx.setTimer(20, ignored -> request.connection().close());
        }

        /** Hangs up without a word. */
        public void hangUp() {
            request.connection().close();
        }
    }
}
