package dev.bellhop.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.entra.Application;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An emulator with one tenant, one application that trusts one subject, and one vault it may read and write; and a client behind its proxy. */
public final class Box implements AutoCloseable {
    public static final UUID TENANT = UUID.fromString("11111111-1111-1111-1111-111111111111");
    public static final UUID CLIENT = UUID.fromString("22222222-2222-2222-2222-222222222222");
    public static final String SUBJECT = "organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1";
    public static final String AUDIENCE = "api://AzureADTokenExchange";
    public static final String VAULT = "acme-kv";
    public static final String VAULT_HOST = "acme-kv.vault.azure.net";
    public static final String TOKEN_URL = "https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Emulator emulator;
    private final CertificateAuthority authority;
    private final HttpClient viaProxy;
    private final HttpClient direct;

    private Box(EmulatorOptions options) {
        this.authority = options.certificateAuthority();
        this.emulator = Emulator.start(options);
        this.viaProxy = HttpClient.newBuilder()
                .sslContext(trusting(authority))
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(emulator.proxyAddress()))
                .build();
        this.direct = HttpClient.newBuilder().sslContext(trusting(authority)).build();
        fill();
    }

    public static Box open() {
        return open(EmulatorOptions.of(CertificateAuthority.create("Test CA")));
    }

    public static Box open(EmulatorOptions options) {
        return new Box(options);
    }

    /** The usual contents, on an empty cloud. */
    public void fill() {
        emulator.cloud().reset();
        emulator.cloud().putTenant(TENANT);
        emulator.cloud().putApplication(TENANT, CLIENT, "Acme", Application.Kind.APPLICATION);
        emulator.cloud()
                .putFederatedCredential(
                        TENANT, CLIENT, "acme", emulator.identityProvider().issuer(), SUBJECT);
        emulator.cloud().putVault(VAULT, TENANT);
        emulator.cloud().putRoleAssignment(VAULT, "r1", CLIENT, "Key Vault Secrets Officer");
    }

    public Emulator emulator() {
        return emulator;
    }

    public CertificateAuthority authority() {
        return authority;
    }

    public String assertion() {
        return emulator.identityProvider().mint(SUBJECT, AUDIENCE, Map.of(), Duration.ofMinutes(5));
    }

    /** A form that Entra takes. */
    public Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", CLIENT.toString());
        form.put("scope", "https://vault.azure.net/.default");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion());
        return form;
    }

    public HttpResponse<String> token(Map<String, String> form) {
        return post(TOKEN_URL, form);
    }

    public HttpResponse<String> post(String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public String accessToken() {
        return json(token(form())).path("access_token").asText();
    }

    /** A request to the vault, with an access token, at api-version 7.6. */
    public HttpResponse<String> vault(String method, String pathAndQuery, String body) {
        return send(HttpRequest.newBuilder(URI.create("https://" + VAULT_HOST + pathAndQuery
                        + (pathAndQuery.contains("?") ? "&" : "?") + "api-version=7.6"))
                .header("Authorization", "Bearer " + accessToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request with a bearer token through the proxy. */
    public HttpResponse<String> call(String method, String url, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A GET whose answer, the whole of it, is waited for so long. */
    public CompletableFuture<HttpResponse<String>> getWithin(Duration patience, String url, String token) {
        return viaProxy.sendAsync(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public HttpResponse<String> get(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(viaProxy, request);
    }

    public HttpResponse<String> control(String method, String path, String body) {
        return send(
                direct,
                HttpRequest.newBuilder(emulator.controlUrl().resolve(path))
                        .header("Authorization", "Bearer " + emulator.controlToken())
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpClient direct() {
        return direct;
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static KeyStore trustStore(CertificateAuthority authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII))));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SSLContext trusting(CertificateAuthority authority) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(authority));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
