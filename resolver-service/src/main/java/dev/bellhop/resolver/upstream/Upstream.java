package dev.bellhop.resolver.upstream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client for one group of services. Connections are kept per host and never shared between hosts. */
public final class Upstream {
    private final Vertx vertx;
    private final HttpClient client;
    private final InstantSource clock;
    private final boolean guardsAddresses;
    private final boolean proxied;
    private final List<Pattern> direct;

    /**
     * @param options with trust and proxy; the rules of this package are laid over them
     * @param guardsAddresses whether a direct connection to this machine, link or metadata service (and a private one where the
     *     request says so) is given up before anything is sent; through a proxy, where to connect is the proxy's business
     */
    public Upstream(Vertx vertx, HttpClientOptions options, InstantSource clock, boolean guardsAddresses) {
        this.vertx = vertx;
        this.clock = clock;
        this.guardsAddresses = guardsAddresses;
        this.proxied = options.getProxyOptions() != null;
        this.direct = options.getNonProxyHosts() == null
                ? List.of()
                : options.getNonProxyHosts().stream().map(Upstream::pattern).toList();
        this.client = vertx.createHttpClient(new HttpClientOptions(options)
                .setSsl(true)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setUseAlpn(false)
                .setMaxRedirects(0)
                .setKeepAlive(true)
                .setKeepAliveTimeout(55)
                .setMaxPoolSize(64)
                .setMaxHeaderSize(32 * 1024)
                .setConnectTimeout(4_000)
                .setDecompressionSupported(false));
    }

    /** Hosts that the proxy is not asked for are connected to directly, however many others are not. */
    private boolean guards(UpstreamRequest request) {
        String host = request.uri().getHost();
        return guardsAddresses
                && (!proxied
                        || direct.stream().anyMatch(one -> one.matcher(host).matches()));
    }

    /** As Vert.x reads them: a star is anything. */
    private static Pattern pattern(String nonProxyHost) {
        return Pattern.compile(
                Arrays.stream(nonProxyHost.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE);
    }

    /**
     * Sends a request, and waits for the whole answer. Cancelling it closes what it holds.
     *
     * @param limit for everything, waiting for a connection included
     * @param maxBody in octets
     * @return fails with an {@link UpstreamException}; any status is an answer
     */
    public Uni<UpstreamAnswer> send(UpstreamRequest request, Duration limit, int maxBody, HopLatency latency) {
        return latency.timed(send(request, limit, maxBody));
    }

    /** The same, of no kickoff's way. */
    public Uni<UpstreamAnswer> send(UpstreamRequest request, Duration limit, int maxBody) {
        return Uni.createFrom().emitter(emitter -> {
            UpstreamCall call =
                    new UpstreamCall(vertx, clock, guards(request), maxBody, emitter::complete, emitter::fail);
            emitter.onTermination(call::abandon);
            call.start(client, request, limit);
        });
    }
}
