package dev.bellhop.caller;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key set in a file, for issuers that cannot be reached. Read off the event loop. */
record JwksFile(Vertx vertx, Path path) implements KeySource {
    private static final int LARGEST = 256 * 1024;

    @Override
    public Uni<JsonWebKeys> load() {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(this::read, false).toCompletionStage());
    }

    /** Blocking. */
    JsonWebKeys read() throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] json = file.readNBytes(LARGEST + 1);
            if (json.length > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            return JsonWebKeys.parse(json);
        }
    }
}
