package dev.bellhop.resolver.upstream;

import dev.bellhop.resolver.upstream.UpstreamException.Kind;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** One request on its way: whichever comes first, answer, failure, time or cancellation, ends it, and the rest is cleaned up. */
final class UpstreamCall {
    private final Vertx vertx;
    private final InstantSource clock;
    private final boolean guardsAddresses;
    private final int maxBody;
    private final Consumer<UpstreamAnswer> onAnswer;
    private final Consumer<Throwable> onFailure;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
    private final Buffer body = Buffer.buffer();
    private volatile long timer = -1;
    private boolean publicOnly;
    private Instant startedAt;
    private long startedNanos;

    UpstreamCall(
            Vertx vertx,
            InstantSource clock,
            boolean guardsAddresses,
            int maxBody,
            Consumer<UpstreamAnswer> onAnswer,
            Consumer<Throwable> onFailure) {
        this.vertx = vertx;
        this.clock = clock;
        this.guardsAddresses = guardsAddresses;
        this.maxBody = maxBody;
        this.onAnswer = onAnswer;
        this.onFailure = onFailure;
    }

    void start(HttpClient client, UpstreamRequest request, Duration limit) {
        startedAt = clock.instant();
        startedNanos = System.nanoTime();
        publicOnly = request.publicOnly();
        timer = vertx.setTimer(Math.max(1, limit.toMillis()), ignored -> fail(Kind.TIMED_OUT));
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setAbsoluteURI(request.uri().toString())
                .setFollowRedirects(false);
        request.headers().forEach(options::putHeader);
        client.request(options).onSuccess(ready -> send(ready, request.body())).onFailure(this::fail);
    }

    /** Nobody waits any longer. Harmless once it is over. */
    void abandon() {
        if (over.compareAndSet(false, true)) {
            cleanUp(true);
        }
    }

    private void send(HttpClientRequest ready, String text) {
        sent.set(ready);
        ready.exceptionHandler(this::fail);
        if (over.get()) {
            ready.reset();
            return;
        }
        if (leadsAstray(ready.connection().remoteAddress())) {
            fail(Kind.ADDRESS_REFUSED);
            return;
        }
        (text == null ? ready.send() : ready.send(Buffer.buffer(text)))
                .onSuccess(this::receive)
                .onFailure(this::fail);
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > maxBody) {
                fail(Kind.TOO_LARGE);
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(ignored -> {
            if (over.compareAndSet(false, true)) {
                cleanUp(false);
                MultiMap headers = response.headers();
                long millis = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
                onAnswer.accept(new UpstreamAnswer(response.statusCode(), headers, body.toString(), startedAt, millis));
            }
        });
    }

    private void fail(Throwable cause) {
        fail(kindOf(cause));
    }

    private void fail(Kind kind) {
        if (over.compareAndSet(false, true)) {
            cleanUp(true);
            onFailure.accept(new UpstreamException(kind));
        }
    }

    private void cleanUp(boolean reset) {
        vertx.cancelTimer(timer);
        HttpClientRequest request = sent.get();
        if (reset && request != null) {
            request.reset();
        }
    }

    private boolean leadsAstray(SocketAddress peer) {
        return guardsAddresses && (publicOnly ? PeerAddress.isPrivate(peer) : PeerAddress.isLocal(peer));
    }

    private static Kind kindOf(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof ProxyConnectException) {
                return Kind.PROXY_REFUSED;
            }
            if (one instanceof UnknownHostException) {
                return Kind.UNKNOWN_HOST;
            }
            if (one instanceof SSLException) {
                return Kind.TLS;
            }
            if (one instanceof TimeoutException || one instanceof io.netty.channel.ConnectTimeoutException) {
                return Kind.TIMED_OUT;
            }
            if (one instanceof java.net.ConnectException
                    || one instanceof java.net.NoRouteToHostException
                    || one instanceof io.vertx.core.http.ConnectionPoolTooBusyException) {
                return Kind.UNREACHABLE;
            }
        }
        return Kind.BROKEN;
    }
}
