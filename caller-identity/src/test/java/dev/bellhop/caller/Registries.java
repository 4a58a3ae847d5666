package dev.bellhop.caller;

import io.quarkus.proxy.ProxyConfiguration;
import io.quarkus.proxy.ProxyConfigurationRegistry;
import io.quarkus.proxy.ProxyType;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What Quarkus would hand to {@link TrustedIssuers}: trust and proxy by name. */
final class Registries {
    private Registries() {}

    /**
     * As at start.
     *
     * @param trust of the name {@code callers}, or null
     * @param proxy the default one, or null
     */
    static TrustedIssuers issuers(Vertx vertx, Settings settings, TlsConfiguration trust, ProxyConfiguration proxy) {
        ProxyConfigurationRegistry proxies = name -> Optional.ofNullable(proxy);
        return new TrustedIssuers(
                settings.map(CallersConfig.class),
                settings.map(ServiceConfig.class),
                settings.keys(),
                vertx,
                tls(trust),
                proxies);
    }

    static TlsConfiguration trust(String pem) {
        PemTrustOptions options = new PemTrustOptions().addCertValue(Buffer.buffer(pem));
        return new BaseTlsConfiguration() {
            @Override
            public TrustOptions getTrustStoreOptions() {
                return options;
            }

            @Override
            public SSLOptions getSSLOptions() {
                return new SSLOptions().setTrustOptions(options);
            }
        };
    }

    private static TlsConfigurationRegistry tls(TlsConfiguration trust) {
        return new TlsConfigurationRegistry() {
            @Override
            public Optional<TlsConfiguration> get(String name) {
                return name.equals("callers") ? Optional.ofNullable(trust) : Optional.empty();
            }

            @Override
            public Optional<TlsConfiguration> getDefault() {
                return Optional.empty();
            }

            @Override
            public void register(String name, TlsConfiguration configuration) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** An HTTP proxy on localhost that wants a name and a password. */
    record Proxy(int port, List<String> spared) implements ProxyConfiguration {
        @Override
        public String host() {
            return "localhost";
        }

        @Override
        public Optional<String> username() {
            return Optional.of("bellhop");
        }

        @Override
        public Optional<String> password() {
            return Optional.of("open sesame");
        }

        @Override
        public Optional<List<String>> nonProxyHosts() {
            return Optional.of(spared);
        }

        @Override
        public Optional<Duration> proxyConnectTimeout() {
            return Optional.empty();
        }

        @Override
        public ProxyType type() {
            return ProxyType.HTTP;
        }
    }
}
