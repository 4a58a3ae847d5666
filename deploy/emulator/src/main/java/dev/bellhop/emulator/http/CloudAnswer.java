package dev.bellhop.emulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** One answer of the emulated cloud. The body may hold a token or a value, so {@link #toString()} shows the status alone. */
public record CloudAnswer(int status, Map<String, String> headers, String body) {
    public static CloudAnswer json(int status, Object body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        return new CloudAnswer(status, headers, Json.write(body));
    }

    public static CloudAnswer of(int status, String contentType, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new CloudAnswer(status, headers, body);
    }

    public static CloudAnswer empty(int status) {
        return new CloudAnswer(status, new LinkedHashMap<>(), "");
    }

    /** This answer with one header more, or replaced. */
    public CloudAnswer with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** This answer with headers more, or replaced. */
    public CloudAnswer with(Map<String, String> others) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new CloudAnswer(status, more, body);
    }

    @Override
    public String toString() {
        return "CloudAnswer[" + status + "]";
    }
}
