package dev.bellhop.resolver.upstream;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request.
 *
 * @param uri absolute, https
 * @param body null for none
 * @param publicOnly whether a direct connection to a private address is given up before anything is sent
 */
public record UpstreamRequest(
        HttpMethod method, URI uri, Map<String, String> headers, String body, boolean publicOnly) {

    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }

    /** A request without a body. */
    public static UpstreamRequest get(URI uri) {
        return new UpstreamRequest(HttpMethod.GET, uri, Map.of("Accept", "application/json"), null, false);
    }

    /** A POST with an empty body. */
    public static UpstreamRequest post(URI uri) {
        return new UpstreamRequest(HttpMethod.POST, uri, Map.of("Accept", "application/json"), "", false);
    }

    /** A form, as {@code application/x-www-form-urlencoded}; a name may be given several times. */
    public static UpstreamRequest form(URI uri, List<Map.Entry<String, String>> fields) {
        String body = fields.stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new UpstreamRequest(
                HttpMethod.POST,
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                body,
                false);
    }

    /** The same request with one more header; a null value adds none. */
    public UpstreamRequest header(String name, String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new UpstreamRequest(method, uri, more, body, publicOnly);
    }

    /** The same request, for a name that does not prove by itself that a public service is meant. */
    public UpstreamRequest toPublicAddressesOnly() {
        return new UpstreamRequest(method, uri, headers, body, true);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "UpstreamRequest[" + method + " " + uri.getHost() + "]";
    }
}
