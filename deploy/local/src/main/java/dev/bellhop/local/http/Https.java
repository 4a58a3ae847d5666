package dev.bellhop.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client that trusts one certificate authority, checks host names and follows no redirect. */
public final class Https {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client;

    private Https(HttpClient client) {
        this.client = client;
    }

    /** @param caFile PEM */
    public static Https trusting(Path caFile) {
        return new Https(builder(caFile).build());
    }

    /** The same through an HTTP CONNECT proxy, which resolves the names. */
    public static Https trusting(Path caFile, URI proxy) {
        return new Https(builder(caFile)
                .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                .build());
    }

    private static HttpClient.Builder builder(Path caFile) {
        return HttpClient.newBuilder().sslContext(context(caFile)).connectTimeout(TIMEOUT);
    }

    private static SSLContext context(Path caFile) {
        try (InputStream pem = Files.newInputStream(caFile)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + caFile, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(caFile + " holds no usable certificate", e);
        }
    }

    /** A request under construction; the path is relative to nothing, so {@code uri} is whole. */
    public Call call(String method, URI uri) {
        return new Call(this, method, uri);
    }

    /** An answer, whatever its status. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {
        /** @throws UncheckedIOException if the body is not JSON */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("not JSON: " + e.getOriginalMessage(), e);
            }
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        /** Without the body, which may be a token. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /** One request. */
    public static final class Call {
        private final Https https;
        private final String method;
        private final HttpRequest.Builder request;
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        private Call(Https https, String method, URI uri) {
            this.https = https;
            this.method = method;
            this.request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        public Call json(Object value) {
            try {
                body = BodyPublishers.ofString(JSON.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("cannot be written as JSON", e);
            }
            return header("Content-Type", "application/json");
        }

        /** {@code application/x-www-form-urlencoded}; a field may come more than once. */
        public Call form(List<Map.Entry<String, String>> fields) {
            body = BodyPublishers.ofString(fields.stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&")));
            return header("Content-Type", "application/x-www-form-urlencoded");
        }

        /** @throws UncheckedIOException if no answer came */
        public Answer send() {
            HttpRequest ready = request.method(method, body).build();
            try {
                var response = https.client.send(ready, BodyHandlers.ofString(StandardCharsets.UTF_8));
                return new Answer(response.statusCode(), response.headers().map(), response.body());
            } catch (IOException e) {
                throw new UncheckedIOException("no answer from " + ready.uri() + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + ready.uri() + " was asked", e);
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
