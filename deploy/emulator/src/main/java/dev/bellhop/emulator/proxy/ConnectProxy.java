package dev.bellhop.emulator.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tunnels CONNECT requests to the cloud's own TLS listener, whatever they name, if it may be named at all: anything but a host of the cloud
 * at port 443 gets 403, and a host that should resolve but does not, 502, as a proxy answers a DNS failure.
 */
public final class ConnectProxy {
    /** What becomes of a host name. */
    public enum Verdict {
        TUNNEL,
        /** Not a name of this cloud. */
        FORBIDDEN,
        /** A name of this cloud behind which there is nothing. */
        UNRESOLVED
    }

    /** Hears of every CONNECT that was answered. */
    @FunctionalInterface
    public interface Listener {
        void answered(String host, int status);
    }

    private static final Pattern AUTHORITY = Pattern.compile("([0-9A-Za-z.-]+):([0-9]{1,5})");

    private final NetClient client;
    private final Function<String, Verdict> hosts;
    private final Function<String, Future<Integer>> tlsPort;
    private final String tlsHost;
    private final Listener listener;

    /**
     * @param hosts judges a lower-case host name
     * @param tlsPort of the TLS listener that answers for a host
     */
    public ConnectProxy(
            Vertx vertx,
            Function<String, Verdict> hosts,
            String tlsHost,
            Function<String, Future<Integer>> tlsPort,
            Listener listener) {
        this.client = vertx.createNetClient();
        this.hosts = hosts;
        this.tlsHost = tlsHost;
        this.tlsPort = tlsPort;
        this.listener = listener;
    }

    public void handle(HttpServerRequest request) {
        Matcher authority = AUTHORITY.matcher(request.uri());
        if (!HttpMethod.CONNECT.equals(request.method()) || !authority.matches()) {
            refuse(request, "", 403, "This proxy takes CONNECT requests for the emulated cloud only.");
            return;
        }
        String host = authority.group(1).toLowerCase(Locale.ROOT);
        Verdict verdict = authority.group(2).equals("443") ? hosts.apply(host) : Verdict.FORBIDDEN;
        switch (verdict) {
            case TUNNEL -> tunnel(request, host);
            case FORBIDDEN ->
                refuse(
                        request,
                        host,
                        403,
                        "Only hosts of the emulated cloud, at port 443, can be reached through this proxy.");
            case UNRESOLVED ->
                refuse(request, host, 502, "The host name " + host + " does not resolve: no such vault.");
        }
    }

    private void tunnel(HttpServerRequest request, String host) {
        tlsPort.apply(host)
                .compose(port -> client.connect(port, tlsHost))
                .onSuccess(upstream -> {
                    listener.answered(host, 200);
                    request.toNetSocket()
                            .onSuccess(downstream -> join(downstream, upstream))
                            .onFailure(gone -> upstream.close());
                })
                .onFailure(failure -> refuse(request, host, 502, "The emulated cloud is not listening."));
    }

    /** Bytes both ways until either side closes. */
    private static void join(NetSocket one, NetSocket other) {
        one.pipeTo(other);
        other.pipeTo(one);
    }

    private void refuse(HttpServerRequest request, String host, int status, String why) {
        listener.answered(host.isEmpty() ? request.uri() : host, status);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .end(why + "\n");
    }
}
