package dev.bellhop.resolver.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.embedded.PrivateFiles;
import dev.bellhop.embedded.TlsResource;
import dev.bellhop.emulator.Emulator;
import dev.bellhop.emulator.EmulatorOptions;
import dev.bellhop.emulator.control.Cloud;
import dev.bellhop.emulator.identity.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the resolver asks, over TLS: issuer-service (subject tokens, discovery, keys), config-service (plans and values), and the
 * emulated cloud behind its proxy, which fetches the former's keys.
 */
public final class Platform implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE_TOKEN = "the.resolvers.token";
    private static final Map<String, Automation> AUTOMATIONS = new ConcurrentHashMap<>();

    private static Emulator emulator;
    private static IdentityProvider issuer;
    private static volatile boolean lateKeys;

    @Override
    public synchronized Map<String, String> start() {
        if (emulator == null) {
            CertificateAuthority authority = TlsResource.authority();
            emulator = Emulator.start(EmulatorOptions.of(authority));
            issuer = IdentityProvider.create("https://localhost:" + listen(authority), Clock.systemUTC());
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("bellhop.issuer.url", issuer.issuer());
        settings.put("bellhop.config.url", issuer.issuer());
        settings.put("bellhop.identity.issuer.token-file", tokenFile());
        settings.put("bellhop.identity.config.token-file", tokenFile());
        settings.put("bellhop.callers.late.jwks-uri", issuer.issuer() + "/late/jwks");
        settings.put("quarkus.proxy.cloud.host", emulator.proxyAddress().getHostString());
        settings.put(
                "quarkus.proxy.cloud.port",
                Integer.toString(emulator.proxyAddress().getPort()));
        return settings;
    }

    /** Both servers stay for the next test class and end with the JVM. */
    @Override
    public void stop() {}

    /** From now on the late issuer's keys can be fetched. */
    public static void serveLateKeys() {
        lateKeys = true;
    }

    static Cloud cloud() {
        return emulator.cloud();
    }

    static String issuer() {
        return issuer.issuer();
    }

    static void register(Automation automation) {
        AUTOMATIONS.put(automation.path(), automation);
        AUTOMATIONS.put(automation.credentialPath(), automation);
    }

    private static String tokenFile() {
        try {
            Path file = Files.createTempDirectory("resolver-identity").resolve("token");
            PrivateFiles.write(file, SERVICE_TOKEN);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int listen(CertificateAuthority authority) {
        CertificateAuthority.Leaf leaf = authority.issue("localhost");
        HttpServer server = Vertx.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setMaxFormAttributeSize(65_536)
                        .setPemKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(leaf.certificatePem()))
                                .addKeyValue(Buffer.buffer(leaf.keyPem()))))
                .requestHandler(Platform::answer);
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> request.response().end(issuer.discovery());
            case "/late/jwks" -> late(request);
            case "/jwks" -> request.response().end(issuer.jwks());
            case "/oauth2/token" -> request.setExpectMultipart(true).endHandler(read -> mint(request));
            default -> automation(request);
        }
    }

    private static void late(HttpServerRequest request) {
        if (lateKeys) {
            request.response().end(Callers.LATE.jwks());
        } else {
            request.response().setStatusCode(503).end();
        }
    }

    private static void mint(HttpServerRequest request) {
        List<String> resources = request.formAttributes().getAll("resource");
        String organization = resources.get(0).substring("urn:bellhop:organization:".length());
        String subject = "organization:" + organization
                + (resources.size() > 1
                        ? ":automation:" + resources.get(1).substring("urn:bellhop:automation:".length())
                        : "");
        if (!SERVICE_TOKEN.equals(request.getFormAttribute("subject_token"))) {
            request.response().setStatusCode(400).end("{\"error\":\"invalid_request\"}");
            return;
        }
        String token = issuer.mint(
                subject,
                request.getFormAttribute("audience"),
                Map.of("organization_id", organization),
                Duration.ofHours(1));
        json(
                request,
                200,
                Map.of(
                        "access_token",
                        token,
                        "issued_token_type",
                        "urn:ietf:params:oauth:token-type:jwt",
                        "token_type",
                        "N_A",
                        "expires_in",
                        3600));
    }

    private static void automation(HttpServerRequest request) {
        boolean values = request.path().endsWith("/resolution-values") && request.method() == HttpMethod.POST;
        boolean plan = request.path().endsWith("/resolution-plan") && request.method() == HttpMethod.GET;
        Automation automation =
                AUTOMATIONS.get(request.path().substring(0, request.path().lastIndexOf('/')));
        if (!("Bearer " + SERVICE_TOKEN).equals(request.getHeader("Authorization"))) {
            json(request, 401, Map.of("type", "urn:bellhop:problem:unauthenticated"));
        } else if (automation == null || !(plan || values)) {
            String what = request.path().contains("/secret-provider-credentials/")
                    ? "secret-provider-credential-unknown"
                    : "automation-unknown";
            json(request, 404, Map.of("type", "urn:bellhop:problem:" + what));
        } else {
            json(request, 200, plan ? automation.plan() : automation.values());
        }
    }

    private static void json(HttpServerRequest request, int status, Object body) {
        try {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", status == 200 ? "application/json" : "application/problem+json")
                    .end(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
