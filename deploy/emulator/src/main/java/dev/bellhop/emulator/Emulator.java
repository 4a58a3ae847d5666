package dev.bellhop.emulator;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.arm.Arm;
import dev.bellhop.emulator.control.AdjustableClock;
import dev.bellhop.emulator.control.Cloud;
import dev.bellhop.emulator.control.ControlApi;
import dev.bellhop.emulator.control.Seed;
import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Entra;
import dev.bellhop.emulator.entra.IssuerKeys;
import dev.bellhop.emulator.fault.Faults;
import dev.bellhop.emulator.graph.Graph;
import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.emulator.journal.Counters;
import dev.bellhop.emulator.journal.Journal;
import dev.bellhop.emulator.proxy.ConnectProxy;
import dev.bellhop.emulator.vault.KeyVault;
import dev.bellhop.emulator.vault.Vaults;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running emulator: proxy, cloud, identity provider and control API on loopback. Not for production: whoever can reach its control API
 * can be anyone in its cloud.
 */
public final class Emulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Emulator.class);
    private static final int LOOPS = 2;
    private static final long START_SECONDS = 30;

    private final EmulatorOptions options;
    private final Vertx vertx;
    private final Cloud cloud;
    private final IdentityProvider identityProvider;
    private final int controlPort;
    private final int proxyPort;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Emulator(EmulatorOptions options, Vertx vertx) {
        this.options = options;
        this.vertx = vertx;
        AdjustableClock clock = new AdjustableClock(options.clock());
        Directory directory = new Directory();
        Vaults vaults = new Vaults();
        Faults faults = new Faults(clock);
        Journal journal = new Journal();
        Counters counters = new Counters();
        AccessTokens accessTokens = new AccessTokens(clock);
        IssuerKeys issuerKeys = new IssuerKeys(
                vertx.createHttpClient(issuerClient()),
                new FetchFaults(vertx, faults),
                clock,
                options.issuerKeyLife(),
                options.issuerTimeout(),
                counters);
        this.cloud = new Cloud(directory, vaults, faults, journal, counters, issuerKeys, accessTokens, clock);
        Services services = new Services(
                directory,
                vaults,
                new Entra(directory, issuerKeys, accessTokens, clock, counters),
                new Graph(directory, accessTokens, clock, counters),
                new Arm(directory, accessTokens, vaults, clock, counters),
                new KeyVault(accessTokens, clock, counters));
        CloudListener listener = new CloudListener(vertx, services, faults, journal, counters, clock);
        int cloudPort = listen(0, cloudTls(), () -> listener::handle);
        TlsFaults tlsFaults = new TlsFaults(
                vertx,
                options.certificateAuthority(),
                options.host(),
                host -> faults.strikeConnection(services.aim(host, "/")),
                cloudPort,
                counters);
        ConnectProxy.Listener log = (host, status) -> {
            counters.count(status == 200 ? "tunnels.opened" : "tunnels.refused");
            if (status != 200) {
                journal.record(clock.instant(), host, "CONNECT", "", status, 0);
            }
        };
        this.proxyPort = listen(options.proxyPort(), new HttpServerOptions(), () -> {
            return new ConnectProxy(vertx, services::verdict, options.host(), tlsFaults::portFor, log)::handle;
        });
        ControlApi control = new ControlApi(vertx, cloud, options.controlToken());
        this.controlPort = listen(options.controlPort(), controlTls(), () -> control::handle);
        this.identityProvider = IdentityProvider.create("https://localhost:" + controlPort + "/idp", options.clock());
        control.serve(identityProvider);
        LOG.info(
                "emulator, not for production: control https://localhost:{}, proxy http://{}:{}",
                controlPort,
                options.host(),
                proxyPort);
    }

    /**
     * Starts one; it serves when this returns.
     *
     * @throws IllegalArgumentException if it were to listen anywhere but on loopback
     * @throws IllegalStateException if it cannot start; a taken port is named
     */
    public static Emulator start(EmulatorOptions options) {
        requireLoopback(options.host());
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(LOOPS)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        try {
            return new Emulator(options, vertx);
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    /** The cloud from within: what the control API does, without HTTP. */
    public Cloud cloud() {
        return cloud;
    }

    /**
     * Adds what a seed holds, YAML; federated credentials without issuer trust the identity provider of this emulator.
     *
     * @throws IllegalArgumentException naming the place in it that is wrong; {@link IllegalStateException} if something clashes
     */
    public void seed(String yaml) {
        cloud.plant(Seed.parse(yaml), identityProvider.issuer());
    }

    /** The demo callers' identity provider, served at {@code <controlUrl>/idp}. */
    public IdentityProvider identityProvider() {
        return identityProvider;
    }

    /** Where the HTTP CONNECT proxy listens. */
    public InetSocketAddress proxyAddress() {
        return new InetSocketAddress(options.host(), proxyPort);
    }

    /** Without trailing slash. */
    public URI controlUrl() {
        return URI.create("https://localhost:" + controlPort);
    }

    public String controlToken() {
        return options.controlToken();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            await(vertx.close());
        }
    }

    private static void requireLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    throw new IllegalArgumentException(
                            "host: the emulator listens on loopback only, and '" + host + "' is not");
                }
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host: '" + host + "' is unknown", e);
        }
    }

    private HttpClientOptions issuerClient() {
        PemTrustOptions trust = new PemTrustOptions();
        options.issuerTrust().forEach(pem -> trust.addCertValue(Buffer.buffer(pem)));
        return new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(trust)
                .setVerifyHost(true)
                .setKeepAlive(false) // fetches are rare, and an issuer may have restarted in between
                .setConnectTimeout((int) options.issuerTimeout().toMillis());
    }

    /** One certificate per cloud, chosen by SNI. */
    private HttpServerOptions cloudTls() {
        PemKeyCertOptions pairs = new PemKeyCertOptions();
        for (AzureCloud each : AzureCloud.values()) {
            List<String> names = new ArrayList<>(each.authorityHosts());
            names.add(each.graphHost());
            names.add(each.managementHost());
            names.add("*." + each.vaultDomain());
            add(pairs, options.certificateAuthority().issue(names.toArray(String[]::new)));
        }
        return tls(pairs).setSni(true);
    }

    private HttpServerOptions controlTls() {
        PemKeyCertOptions pair = new PemKeyCertOptions();
        add(pair, options.certificateAuthority().issue("localhost", "127.0.0.1"));
        return tls(pair);
    }

    private static HttpServerOptions tls(PemKeyCertOptions pairs) {
        return new HttpServerOptions().setSsl(true).setKeyCertOptions(pairs).setUseAlpn(true);
    }

    private static void add(PemKeyCertOptions pairs, CertificateAuthority.Leaf leaf) {
        pairs.addCertValue(Buffer.buffer(leaf.certificatePem())).addKeyValue(Buffer.buffer(leaf.keyPem()));
    }

    /** Listens on every event loop under one port, and says which. */
    private int listen(int port, HttpServerOptions server, HandlerSource handlers) {
        AtomicInteger bound = new AtomicInteger();
        // a negative port is a random one that all servers with the same number share
        int wanted = port == 0 ? -1 - vertx.deploymentIDs().size() : port;
        DeploymentOptions everywhere = new DeploymentOptions().setInstances(LOOPS);
        await(vertx.deployVerticle(() -> new Listening(options.host(), wanted, server, handlers, bound), everywhere)
                .recover(failure -> Future.failedFuture(
                        failure instanceof BindException
                                ? new IllegalStateException(
                                        "port " + port + " of " + options.host() + " is taken", failure)
                                : failure)));
        return bound.get();
    }

    /** A handler for one event loop. */
    @FunctionalInterface
    private interface HandlerSource {
        Handler<HttpServerRequest> get();
    }

    private static final class Listening extends AbstractVerticle {
        private final String host;
        private final int port;
        private final HttpServerOptions server;
        private final HandlerSource handlers;
        private final AtomicInteger bound;

        Listening(String host, int port, HttpServerOptions server, HandlerSource handlers, AtomicInteger bound) {
            this.host = host;
            this.port = port;
            this.server = server;
            this.handlers = handlers;
            this.bound = bound;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions(server).setHost(host).setPort(port))
                    .requestHandler(handlers.get())
                    .listen()
                    .map(HttpServer::actualPort)
                    .onSuccess(bound::set)
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the emulator: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the emulator did not answer within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
