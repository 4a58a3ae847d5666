package dev.bellhop.caller;

import io.quarkus.proxy.ProxyConfiguration;
import io.quarkus.proxy.ProxyConfigurationRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The issuers of this service's callers, from configuration: judged at start, their keys fetched at once and then on and on. */
@Singleton
final class TrustedIssuers {
    private static final Logger LOG = Logger.getLogger(TrustedIssuers.class);

    /** Of the TLS registry: whom we believe when we fetch keys. Unset: the JVM's own trust. */
    private static final String TLS = "callers";

    private final TrustedCallers callers;
    private final Map<String, IssuerKeys> keys;
    private final CallerKeysConfig config;
    private final Vertx vertx;
    private final HttpClient client;

    TrustedIssuers(
            CallersConfig callers,
            ServiceConfig service,
            CallerKeysConfig config,
            Vertx vertx,
            TlsConfigurationRegistry tls,
            ProxyConfigurationRegistry proxies) {
        this.config = config;
        this.vertx = vertx;
        try {
            config.requireSound();
            this.callers = TrustedCallers.of(callers.callers(), service.audience());
            this.client =
                    vertx.createHttpClient(options(tls.get(TLS), proxies.get(config.proxyConfigurationName()), config));
            this.keys = keys(this.callers.keyLocations());
        } catch (SettingException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    TrustedCallers callers() {
        return callers;
    }

    Map<String, IssuerKeys> keys() {
        return keys;
    }

    /** Keys are fetched ahead of the first token, but an issuer that is away does not stop the start. */
    void start(@Observes StartupEvent event) {
        if (keys.isEmpty()) {
            LOG.warn("bellhop.callers names no trusted caller: every call that needs one is refused");
        }
        callers.byIssuer()
                .values()
                .forEach(byAudience -> byAudience
                        .values()
                        .forEach(caller -> LOG.infof(
                                "trusted caller %s: issuer %s, audience %s, %d grants",
                                caller.name(),
                                caller.issuer(),
                                caller.audience(),
                                caller.grants().size())));
        refreshAll();
        vertx.setPeriodic(config.refreshInterval().toMillis(), timer -> refreshAll());
    }

    void stop(@Observes ShutdownEvent event) {
        client.close();
    }

    void trustChanged(@Observes CertificateUpdatedEvent event) {
        if (event.name().equals(TLS)) {
            client.updateSSLOptions(event.tlsConfiguration().getSSLOptions());
        }
    }

    private void refreshAll() {
        keys.values().forEach(issuer -> issuer.refresh().subscribe().with(done -> {}));
    }

    private Map<String, IssuerKeys> keys(Map<String, KeyLocation> locations) {
        JwksEndpoint endpoint = new JwksEndpoint(new BoundedFetch(client, vertx.getOrCreateContext()));
        Map<String, IssuerKeys> keys = new LinkedHashMap<>();
        locations.forEach((issuer, location) ->
                keys.put(issuer, new IssuerKeys(issuer, source(issuer, location, endpoint), config, System::nanoTime)));
        return Map.copyOf(keys);
    }

    private KeySource source(String issuer, KeyLocation location, JwksEndpoint endpoint) {
        if (location instanceof KeyLocation.Url url) {
            return endpoint.at(url.jwks());
        }
        if (location instanceof KeyLocation.File file) {
            return readable(issuer, new JwksFile(vertx, file.jwks()));
        }
        return endpoint.by((KeyLocation.Discovery) location);
    }

    /** A file is ours to provide: unlike an issuer that is away, one that cannot be read is a mistake in the configuration. */
    private JwksFile readable(String issuer, JwksFile file) {
        try {
            file.read();
            return file;
        } catch (IOException e) {
            String caller =
                    callers.byAudience(issuer).values().iterator().next().name();
            throw new SettingException(
                    "bellhop.callers." + caller + ".jwks-file",
                    "is " + file.path() + ", which cannot be used: " + e.getMessage());
        }
    }

    private static HttpClientOptions options(
            Optional<TlsConfiguration> tls, Optional<ProxyConfiguration> proxy, CallerKeysConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setConnectTimeout((int) config.timeout().toMillis())
                .setMaxPoolSize(2);
        tls.ifPresent(trust -> {
            if (trust.isTrustAll()
                    || trust.getHostnameVerificationAlgorithm()
                            .filter("NONE"::equalsIgnoreCase)
                            .isPresent()) {
                throw new ConfigurationException("quarkus.tls.callers must check certificates and host names.");
            }
            TlsConfigUtils.configure(options, trust);
        });
        proxy.ifPresent(egress -> options.setProxyOptions(proxyOptions(egress))
                .setNonProxyHosts(egress.nonProxyHosts().orElse(List.of())));
        return options;
    }

    private static ProxyOptions proxyOptions(ProxyConfiguration egress) {
        ProxyOptions options = new ProxyOptions()
                .setType(ProxyType.valueOf(egress.type().name()))
                .setHost(egress.host())
                .setPort(egress.port());
        egress.username().ifPresent(options::setUsername);
        egress.password().ifPresent(options::setPassword);
        return options;
    }
}
