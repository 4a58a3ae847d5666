package dev.bellhop.emulator.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One request to the emulated cloud, read whole. Headers and body carry tokens and values, so {@link #toString()} shows neither.
 */
public final class CloudRequest {
    private final String method;
    private final String host;
    private final String path;
    private final Map<String, String> query;
    private final UnaryOperator<String> headers;
    private final String body;
    private final List<String> segments;

    /**
     * @param host the authority's host, lower case, without port
     * @param path the raw path, starting with a slash
     * @param rawQuery the query as sent, or null
     * @param headers the value by lower-case name, or null; of repeated headers the first
     * @throws IllegalArgumentException if path or query holds a malformed percent escape
     */
    public CloudRequest(
            String method, String host, String path, String rawQuery, UnaryOperator<String> headers, String body) {
        this.method = method;
        this.host = host;
        this.path = path;
        this.query = rawQuery == null ? Map.of() : firstValues(new QueryStringDecoder("?" + rawQuery));
        this.headers = headers;
        this.body = body;
        this.segments = segmentsOf(path);
    }

    /** With headers in a map. */
    public CloudRequest(
            String method, String host, String path, String rawQuery, Map<String, String> headers, String body) {
        this(method, host, path, rawQuery, headers::get, body);
    }

    public String method() {
        return method;
    }

    public String host() {
        return host;
    }

    public String path() {
        return path;
    }

    /** The decoded path segments; a trailing slash, as the Azure SDKs send it, leaves no trace. */
    public List<String> segments() {
        return segments;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Set<String> queryNames() {
        return query.keySet();
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.apply(lowerCaseName));
    }

    public String body() {
        return body;
    }

    /** The body as a form; empty if the content type is another one. */
    public Map<String, String> form() {
        String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                ? firstValues(new QueryStringDecoder(body, false))
                : Map.of();
    }

    private static Map<String, String> firstValues(QueryStringDecoder decoder) {
        Map<String, String> first = new LinkedHashMap<>();
        decoder.parameters().forEach((name, values) -> first.put(name, values.get(0)));
        return first;
    }

    private static List<String> segmentsOf(String path) {
        List<String> found = new ArrayList<>();
        for (String raw : path.split("/", -1)) {
            found.add(raw.indexOf('%') < 0 ? raw : QueryStringDecoder.decodeComponent(raw.replace("+", "%2B")));
        }
        if (!found.isEmpty() && found.get(0).isEmpty()) {
            found.remove(0);
        }
        while (!found.isEmpty() && found.get(found.size() - 1).isEmpty()) {
            found.remove(found.size() - 1);
        }
        return List.copyOf(found);
    }

    @Override
    public String toString() {
        return method + " https://" + host + path;
    }
}
