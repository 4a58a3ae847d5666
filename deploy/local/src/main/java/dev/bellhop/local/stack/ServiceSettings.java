package dev.bellhop.local.stack;

import dev.bellhop.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of each service in this stack, as an operator would write them: addresses, certificates, callers, secrets by file. */
final class ServiceSettings {
    private final Infrastructure infrastructure;
    private final Ports ports;

    ServiceSettings(Infrastructure infrastructure, Ports ports) {
        this.infrastructure = infrastructure;
        this.ports = ports;
    }

    Map<String, String> issuer() {
        Map<String, String> settings = common(ports.issuer(), ports.issuerManagement());
        settings.put("oidc.issuer", infrastructure.issuerUrl());
        settings.put(
                "bellhop.sealing.keyset-file", infrastructure.keyset("issuer").toString());
        settings.putAll(hastyKeys());
        settings.putAll(database("issuer"));
        settings.putAll(DemoCallers.ofIssuer(infrastructure.identityProviderUrl()));
        return settings;
    }

    /** A rotation that can be watched: half a minute instead of a day. The issuer warns of such times, and does well to. */
    private static Map<String, String> hastyKeys() {
        return Map.of(
                "bellhop.discovery.jwks-max-age", "PT2S",
                "bellhop.keys.publish-ahead", "PT20S",
                "bellhop.keys.ring-lease", "PT20S",
                "bellhop.keys.ring-refresh", "PT0.5S",
                "bellhop.keys.clock-tolerance", "PT2S");
    }

    Map<String, String> config() {
        Map<String, String> settings = common(ports.config(), ports.configManagement());
        settings.put("bellhop.trust.issuer", infrastructure.issuerUrl());
        settings.put("quarkus.swagger-ui.enabled", "true");
        // so that the page on the management port may try requests out
        settings.put("quarkus.http.cors.enabled", "true");
        settings.put("quarkus.http.cors.origins", "https://localhost:" + ports.configManagement());
        settings.put("quarkus.http.cors.exposed-headers", "ETag,Location,Retry-After");
        settings.put(
                "bellhop.sealing.keyset-file", infrastructure.keyset("config").toString());
        settings.putAll(database("config"));
        settings.putAll(DemoCallers.ofConfig(infrastructure.identityProviderUrl()));
        return settings;
    }

    Map<String, String> resolver(int index) {
        Map<String, String> settings =
                common(ports.resolvers().get(index), ports.resolverManagement().get(index));
        settings.put("bellhop.issuer.url", infrastructure.issuerUrl());
        settings.put("bellhop.config.url", infrastructure.configUrl());
        settings.put("bellhop.identity.issuer.token-file", token("resolver-at-issuer"));
        settings.put("bellhop.identity.config.token-file", token("resolver-at-config"));
        settings.put(
                "bellhop.fingerprint.key-file", infrastructure.fingerprintKey().toString());
        settings.put(
                "bellhop.resolvers.expected", String.valueOf(ports.resolvers().size()));
        settings.put("kafka.bootstrap.servers", infrastructure.kafka().bootstrapServers());
        settings.put("quarkus.proxy.cloud.host", "127.0.0.1");
        settings.put("quarkus.proxy.cloud.port", String.valueOf(ports.emulatorProxy()));
        settings.putAll(DemoCallers.ofResolver(infrastructure.identityProviderUrl(), infrastructure.issuerUrl()));
        return settings;
    }

    private String token(String name) {
        return infrastructure.tokenFiles().file(name).toString();
    }

    private Map<String, String> common(int port, int managementPort) {
        Path ca = infrastructure.caFile();
        Map<String, String> settings = new LinkedHashMap<>();
        // asked several times a second while the stack starts
        settings.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.ssl-port", String.valueOf(port));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", String.valueOf(managementPort));
        settings.put(
                "quarkus.tls.server.key-store.pem.0.cert",
                infrastructure.serverCertificate().toString());
        settings.put(
                "quarkus.tls.server.key-store.pem.0.key",
                infrastructure.serverKey().toString());
        for (String trusting : new String[] {"callers", "services", "cloud"}) {
            settings.put("quarkus.tls." + trusting + ".trust-store.pem.certs", ca.toString());
        }
        return settings;
    }

    private Map<String, String> database(String name) {
        EmbeddedPostgres.Database database = infrastructure.postgres().database(name);
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", database.service(),
                "quarkus.datasource.password", database.servicePassword(),
                "quarkus.flyway.username", database.owner(),
                "quarkus.flyway.password", database.ownerPassword());
    }
}
