package dev.bellhop.issuer.fake;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How the clients of {@code ACTIONS_ID_TOKEN_REQUEST_URL} build their requests out of it, as their sources show. */
public final class IdTokenClients {
    /** Characters that JavaScript's encodeURIComponent leaves and Java's encoder for forms does not, or the other way round. */
    private static final Map<String, String> COMPONENT =
            Map.of("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%7E", "~");

    private IdTokenClients() {}

    /** One of them. */
    public record Client(String name, Addition addition, Map<String, String> headers) {
        public HttpResponse<String> ask(String url, String token, String audience)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(addition.to(url, audience)))
                    .header("Authorization", "Bearer " + token);
            headers.forEach(request::header);
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        }
    }

    /** How the audience comes into the address. */
    @FunctionalInterface
    public interface Addition {
        String to(String url, String audience);
    }

    public static Stream<Client> all() {
        return Stream.of(toolkit(), hashicorp(), script(), curl());
    }

    /** {@code @actions/core} ({@code packages/core/src/oidc-utils.ts}): azure/login, aws-actions, google-github-actions and hashicorp/vault-action use it. */
    public static Client toolkit() {
        return new Client(
                "@actions/core",
                (url, audience) -> audience.isEmpty() ? url : url + "&audience=" + component(audience),
                Map.of("Accept", "application/json", "User-Agent", "actions/oidc-client"));
    }

    /** hashicorp/go-azure-sdk ({@code sdk/auth/github_oidc_authorizer.go}), in Terraform's azurerm, azuread and azapi: reads the query and writes it anew, sorted. */
    static Client hashicorp() {
        return new Client(
                "hashicorp/go-azure-sdk",
                IdTokenClients::rewritten,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Scripts after the Azure documentation's example: the audience as it is, for its characters are legal in a query. */
    static Client curl() {
        return new Client("curl", (url, audience) -> url + "&audience=" + audience, Map.of("Accept", "*/*"));
    }

    /** As GitHub documents the request by hand, with the version in the Accept header. */
    static Client script() {
        return new Client(
                "a script with GitHub's own Accept header",
                (url, audience) -> url + "&audience=" + URLEncoder.encode(audience, StandardCharsets.UTF_8),
                Map.of("Accept", "application/json; api-version=2.0"));
    }

    public static HttpResponse<String> withoutToken(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static String rewritten(String url, String audience) {
        int mark = url.indexOf('?');
        Map<String, String> query = new TreeMap<>();
        for (String pair : url.substring(mark + 1).split("&", -1)) {
            query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        query.putIfAbsent("audience", URLEncoder.encode(audience, StandardCharsets.UTF_8));
        StringBuilder rewritten = new StringBuilder(url.substring(0, mark));
        query.forEach((name, value) -> rewritten
                .append(rewritten.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        return rewritten.toString();
    }

    private static String component(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> one : COMPONENT.entrySet()) {
            encoded = encoded.replace(one.getKey(), one.getValue());
        }
        return encoded;
    }
}
