package dev.bellhop.emulator;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.fault.TlsFault;
import dev.bellhop.emulator.journal.Counters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which TLS listener a connection is led to: the cloud's own, or, if a fault strikes, one whose handshakes go wrong. Of these there is one of
 * each kind, started when first wanted; nobody gets an answer from them.
 */
final class TlsFaults {
    private final Vertx vertx;
    private final CertificateAuthority authority;
    private final String host;
    private final Function<String, Optional<TlsFault>> strikes;
    private final int cloudPort;
    private final Counters counters;
    private final Map<TlsFault, Future<Integer>> ports = new EnumMap<>(TlsFault.class);

    /**
     * @param strikes the fault that strikes a connection to that host name
     * @param cloudPort of the listener whose handshakes go right
     */
    TlsFaults(
            Vertx vertx,
            CertificateAuthority authority,
            String host,
            Function<String, Optional<TlsFault>> strikes,
            int cloudPort,
            Counters counters) {
        this.vertx = vertx;
        this.authority = authority;
        this.host = host;
        this.strikes = strikes;
        this.cloudPort = cloudPort;
        this.counters = counters;
    }

    /** @param name the host name that the client wants to reach */
    Future<Integer> portFor(String name) {
        Optional<TlsFault> fault = strikes.apply(name);
        if (fault.isEmpty()) {
            return Future.succeededFuture(cloudPort);
        }
        counters.count("faults");
        return port(fault.get());
    }

    private synchronized Future<Integer> port(TlsFault kind) {
        return ports.computeIfAbsent(kind, this::listen);
    }

    private Future<Integer> listen(TlsFault kind) {
        String[] names = names();
        return switch (kind) {
            case UNTRUSTED ->
                listen(CertificateAuthority.create("An authority nobody knows").issue(names));
            case EXPIRED -> listen(authority.issueExpired(names));
            case WRONG_NAME -> listen(authority.issue("wrong-name.example.com"));
            case BROKEN ->
                vertx.createNetServer()
                        .connectHandler(socket -> socket.handler(hello -> socket.close()))
                        .listen(0, host)
                        .map(NetServer::actualPort);
        };
    }

    private Future<Integer> listen(CertificateAuthority.Leaf leaf) {
        HttpServerOptions tls = new HttpServerOptions()
                .setHost(host)
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(leaf.certificatePem()))
                        .addKeyValue(Buffer.buffer(leaf.keyPem())));
        return vertx.createHttpServer(tls)
                .requestHandler(request -> request.connection().close())
                .listen()
                .map(HttpServer::actualPort);
    }

    private static String[] names() {
        List<String> names = new ArrayList<>();
        for (AzureCloud each : AzureCloud.values()) {
            names.addAll(each.authorityHosts());
            names.add(each.graphHost());
            names.add(each.managementHost());
            names.add("*." + each.vaultDomain());
        }
        return names.toArray(String[]::new);
    }
}
