package dev.bellhop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A shell that waits at a pipe this JVM holds open. When the JVM is gone, however it went, the pipe ends and the shell cleans up behind it;
 * shutdown hooks do not run after {@code kill -9}. Terminal signals do not reach the shell's purpose: it ignores them.
 */
final class Guardian {
    private final Process shell;

    private Guardian(Process shell) {
        this.shell = shell;
    }

    /** Stops the server of that data directory, by the process id PostgreSQL itself wrote there. */
    static Guardian stopsPostgres(Path data) {
        String script = """
                trap '' INT TERM HUP
                read -r dismissed && exit 0
                read -r pid < "$1/postmaster.pid" && kill -QUIT "$pid"
                """;
        try {
            Path nowhere = Path.of("/dev/null");
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "bellhop-guardian", data.toString());
            if (Files.exists(nowhere)) {
                builder.redirectOutput(nowhere.toFile()).redirectError(nowhere.toFile());
            }
            return new Guardian(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to guard " + data, e);
        }
    }

    /** The JVM has cleaned up itself. */
    void dismiss() {
        try (var in = shell.getOutputStream()) {
            in.write('\n');
        } catch (IOException gone) {
            shell.destroy();
        }
    }
}
