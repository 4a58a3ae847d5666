package dev.bellhop.caller;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** One file with one token. Looked at again when asked a second or more later, off the event loop. */
final class TokenFile {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    /** What may stand in a header after Bearer (RFC 6750, section 2.1). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String setting;
    private final Path path;
    private final Vertx vertx;
    private final LongSupplier nanos;
    private final SharedLoad<String> reads = new SharedLoad<>();
    private volatile Seen last;

    private record Seen(String token, long at) {}

    TokenFile(String setting, Path path, Vertx vertx, LongSupplier nanos) {
        this.setting = setting;
        this.path = path;
        this.vertx = vertx;
        this.nanos = nanos;
    }

    Uni<String> token() {
        return Uni.createFrom().deferred(() -> {
            Seen seen = last;
            if (seen != null && nanos.getAsLong() - seen.at() < LOOK_AGAIN_NANOS) {
                return Uni.createFrom().item(seen.token());
            }
            return reads.join(() -> Uni.createFrom()
                    .completionStage(
                            () -> vertx.executeBlocking(this::read, false).toCompletionStage()));
        });
    }

    /** While the file is being replaced, or is gone, the last token serves on: whoever checks it knows when it ends. */
    private String read() {
        Seen before = last;
        String token;
        try {
            token = content();
        } catch (IOException e) {
            if (before == null) {
                throw new IllegalStateException(setting + ", " + path + ", cannot be used: " + e, e);
            }
            LOG.warnf("%s, %s, cannot be read, its last token serves on: %s", setting, path, e);
            token = before.token();
        }
        last = new Seen(token, nanos.getAsLong());
        return token;
    }

    private String content() throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            String text = new String(file.readNBytes(CompactJws.MAX_LENGTH + 2), StandardCharsets.ISO_8859_1).strip();
            if (text.length() > CompactJws.MAX_LENGTH || !TOKEN.matcher(text).matches()) {
                throw new IOException("it does not hold one token");
            }
            return text;
        }
    }
}
