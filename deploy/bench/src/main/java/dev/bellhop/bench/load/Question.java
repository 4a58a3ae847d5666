package dev.bellhop.bench.load;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** A request, and the status its answer must have. */
public final class Question {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final String body;
    private final int expected;
    private Buffer bytes;

    /** @param body US-ASCII, empty for none */
    public Question(String method, String path, Map<String, String> headers, String body, int expected) {
        this.method = method;
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.expected = expected;
    }

    public static Question get(String path, Map<String, String> headers) {
        return new Question("GET", path, headers, "", 200);
    }

    int expected() {
        return expected;
    }

    /** As it goes over the wire; always to the same host. */
    synchronized Buffer bytes(String host, int port) {
        if (bytes == null) {
            StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            text.append("Host: ")
                    .append(host)
                    .append(port == 443 ? "" : ":" + port)
                    .append("\r\n");
            headers.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append("\r\n"));
            if (!method.equals("GET")) {
                text.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            bytes = Buffer.buffer(text.append("\r\n").append(body).toString());
        }
        return bytes.copy();
    }

    /** Headers may be credentials. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
