package dev.bellhop.resolver.upstream;

import io.quarkus.proxy.ProxyConfiguration;
import io.quarkus.proxy.ProxyConfigurationRegistry;
import io.quarkus.proxy.ProxyType;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The two groups of services: the clouds, over the Internet or a proxy, and our own, inside. Trust comes from the TLS registry's
 * {@code cloud} and {@code services} (the JVM's own trust store where they are not set), the proxy from the proxy registry's
 * {@code cloud}, else its default.
 */
@ApplicationScoped
public class Upstreams {
    private static final String CLOUD = "cloud";
    private static final String SERVICES = "services";

    private final Upstream cloud;
    private final Upstream services;

    Upstreams(
            Vertx vertx,
            TlsConfigurationRegistry tls,
            ProxyConfigurationRegistry proxies,
            Clock clock,
            @ConfigProperty(name = "quarkus.proxy.cloud.host") Optional<String> namedProxy) {
        HttpClientOptions toCloud = trusting(tls, CLOUD);
        proxies.get(namedProxy.map(set -> CLOUD)).ifPresent(proxy -> through(toCloud, proxy));
        this.cloud = new Upstream(vertx, toCloud, clock, true);
        this.services = new Upstream(vertx, trusting(tls, SERVICES), clock, false);
    }

    /** Clouds: Entra, vaults. Refuses to connect to this machine or link where no proxy does the connecting. */
    public Upstream cloud() {
        return cloud;
    }

    /** Our own services: issuer, config. Never through a proxy. */
    public Upstream services() {
        return services;
    }

    private static HttpClientOptions trusting(TlsConfigurationRegistry registry, String name) {
        HttpClientOptions options = new HttpClientOptions();
        registry.get(name).ifPresent(configuration -> {
            if (configuration.isTrustAll()) {
                throw new IllegalStateException("quarkus.tls." + name
                        + ".trust-all is set: a resolver that trusts every certificate hands tokens to anyone. Name the CA in quarkus.tls."
                        + name + ".trust-store.pem.certs instead.");
            }
            TlsConfigUtils.configure(options, configuration);
        });
        return options;
    }

    private static void through(HttpClientOptions options, ProxyConfiguration proxy) {
        ProxyOptions through = new ProxyOptions()
                .setType(
                        proxy.type() == ProxyType.HTTP
                                ? io.vertx.core.net.ProxyType.HTTP
                                : io.vertx.core.net.ProxyType.valueOf(
                                        proxy.type().name()))
                .setHost(proxy.host())
                .setPort(proxy.port());
        proxy.username().ifPresent(through::setUsername);
        proxy.password().ifPresent(through::setPassword);
        proxy.proxyConnectTimeout().ifPresent(through::setConnectTimeout);
        options.setProxyOptions(through);
        proxy.nonProxyHosts().ifPresent(options::setNonProxyHosts);
    }
}
