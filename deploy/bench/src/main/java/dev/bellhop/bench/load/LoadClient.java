package dev.bellhop.bench.load;

import dev.bellhop.bench.measure.MeasurementException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/1.1 over TLS to one host, one kept connection for each of a fixed number of lanes; certificates and host names are checked. Each
 * lane has a client and thereby a connection of its own on one event loop, so that no pool stands between them.
 */
public final class LoadClient implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;

    private final Vertx vertx;
    private final List<HttpClient> lanes = new ArrayList<>();
    private final URI base;

    /** @param proxy null for none */
    public LoadClient(URI base, Path caFile, URI proxy, int lanes) {
        this.base = base;
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setPemTrustOptions(new PemTrustOptions().addCertPath(caFile.toString()))
                .setMaxPoolSize(1)
                .setKeepAlive(true)
                .setKeepAliveTimeout(0)
                .setConnectTimeout(10_000)
                .setDecompressionSupported(false);
        if (proxy != null) {
            options.setProxyOptions(new ProxyOptions()
                    .setType(ProxyType.HTTP)
                    .setHost(proxy.getHost())
                    .setPort(proxy.getPort()));
        }
        for (int n = 0; n < lanes; n++) {
            this.lanes.add(vertx.createHttpClient(options));
        }
    }

    Vertx vertx() {
        return vertx;
    }

    int lanes() {
        return lanes.size();
    }

    /** Sends it on one lane; {@code done} hears whether the expected answer came, on that lane's event loop. */
    void ask(int lane, Question question, Outcome done) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(question.method()))
                .setHost(base.getHost())
                .setPort(base.getPort() < 0 ? 443 : base.getPort())
                .setURI(question.path());
        question.headers().forEach(options::putHeader);
        lanes.get(lane)
                .request(options)
                .compose(request -> question.body().length() == 0 ? request.send() : request.send(question.body()))
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(answer ->
                        done.heard(answer.succeeded() && answer.result() == question.expected(), answer.cause()));
    }

    /** Hears how a request ended. */
    @FunctionalInterface
    interface Outcome {
        /** @param failure null unless no answer came */
        void heard(boolean good, Throwable failure);
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while the load generator ended", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new MeasurementException("the load generator did not end", e);
        }
    }
}
