package dev.bellhop.bench.bare;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves recorded answers: the same bytes and headers as the service gave. */
public final class BareDocuments {
    private BareDocuments() {}

    /** Arguments: port, certificate, key, recorded answers. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Recorded> answers = new HashMap<>();
        try (var files = Files.list(Path.of(arguments[3]))) {
            for (Path file : files.toList()) {
                Recorded recorded = Recorded.read(file);
                answers.put(recorded.path(), recorded);
            }
        }
        BareServer.start(Integer.parseInt(arguments[0]), arguments[1], arguments[2], vertx -> handler(answers));
    }

    private static Handler<HttpServerRequest> handler(Map<String, Recorded> answers) {
        Map<String, Buffer> bodies = new HashMap<>();
        answers.forEach((path, answer) -> bodies.put(path, Buffer.buffer(answer.body())));
        return request -> {
            Recorded answer = answers.get(request.path());
            if (answer == null) {
                request.response().setStatusCode(404).end();
                return;
            }
            for (List<String> header : answer.headers()) {
                request.response().putHeader(header.get(0), header.get(1));
            }
            request.response().end(bodies.get(request.path()));
        };
    }
}
