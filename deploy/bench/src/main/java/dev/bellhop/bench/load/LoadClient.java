package dev.bellhop.bench.load;

import dev.bellhop.bench.measure.MeasurementException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/1.1 over TLS to one host: a fixed number of lanes, each with one kept connection and one request at a time. Certificates and host
 * names are checked. It writes prepared bytes and looks at no more of an answer than its status and its length, because whatever it
 * spends is taken from the process that is measured on the same cores.
 */
public final class LoadClient implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final int HTTPS = 443;

    private final Vertx vertx;
    private final NetClient client;
    private final String host;
    private final int port;
    private final List<Lane> lanes = new ArrayList<>();

    /** @param proxy for HTTP CONNECT; null for none */
    public LoadClient(URI base, Path caFile, URI proxy, int lanes) {
        this.host = base.getHost();
        this.port = base.getPort() < 0 ? HTTPS : base.getPort();
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        NetClientOptions options = new NetClientOptions()
                .setSsl(true)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(new PemTrustOptions().addCertPath(caFile.toString()))
                .setTcpNoDelay(true)
                .setConnectTimeout(10_000);
        if (proxy != null) {
            options.setProxyOptions(new ProxyOptions()
                    .setType(ProxyType.HTTP)
                    .setHost(proxy.getHost())
                    .setPort(proxy.getPort()));
        }
        this.client = vertx.createNetClient(options);
        for (int n = 0; n < lanes; n++) {
            this.lanes.add(new Lane());
        }
    }

    int lanes() {
        return lanes.size();
    }

    /** Sends it on one lane, which must be free; {@code done} hears how it ended, on that lane's event loop. */
    void ask(int lane, Question question, Outcome done) {
        lanes.get(lane).ask(question, done);
    }

    /** Hears how a request ended. */
    @FunctionalInterface
    interface Outcome {
        /** @param good whether the whole answer came, with the expected status */
        void heard(boolean good);
    }

    /** One connection, made when it is needed and again after it was closed. */
    private final class Lane {
        private NetSocket socket;
        private Answer answer;
        private Question question;
        private Outcome done;

        void ask(Question next, Outcome outcome) {
            question = next;
            done = outcome;
            answer = new Answer();
            if (socket != null) {
                send();
                return;
            }
            client.connect(port, host, host).onSuccess(this::connected).onFailure(refused -> end(false));
        }

        private void connected(NetSocket fresh) {
            socket = fresh;
            fresh.handler(this::received);
            fresh.closeHandler(closed -> {
                socket = null;
                end(false);
            });
            fresh.exceptionHandler(broken -> fresh.close());
            send();
        }

        private void send() {
            var unused = socket.write(question.bytes(host, port));
        }

        private void received(Buffer bytes) {
            if (answer != null && answer.add(bytes)) {
                end(answer.status() == question.expected());
            }
        }

        private void end(boolean good) {
            if (answer == null) {
                return;
            }
            answer = null;
            done.heard(good);
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while the load generator ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new MeasurementException("the load generator did not end", e);
        }
    }
}
