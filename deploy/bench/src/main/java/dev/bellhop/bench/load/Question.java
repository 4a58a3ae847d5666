package dev.bellhop.bench.load;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A request, and the status its answer must have.
 *
 * @param body empty for none
 */
public record Question(String method, String path, Map<String, String> headers, Buffer body, int expected) {
    public static Question get(String path, Map<String, String> headers) {
        return new Question("GET", path, headers, Buffer.buffer(), 200);
    }

    /** Headers may be credentials. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
