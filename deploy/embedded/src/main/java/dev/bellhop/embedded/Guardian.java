package dev.bellhop.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that waits at a pipe which this JVM holds open. When the JVM is gone, however it went, the pipe ends and the shell ends what the
 * JVM had started; shutdown hooks do not run after {@code kill -9}. It ignores what a terminal sends to the whole process group.
 */
public final class Guardian {
    private static final String WAIT = "trap '' INT TERM HUP; read -r dismissed && exit 0; ";

    private final Process shell;

    private Guardian(Process shell) {
        this.shell = shell;
    }

    /** Ends {@code child} after this JVM: asked first, forced after ten seconds. Dismissed by itself when the child ends. */
    public static Guardian over(Process child) {
        Guardian guardian = run("""
                kill "$1" || exit 0
                for second in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" || exit 0; done
                kill -9 "$1"
                """, String.valueOf(child.pid()));
        var unused = child.onExit().thenRun(guardian::dismiss);
        return guardian;
    }

    /** Stops the PostgreSQL server of that data directory after this JVM, by the process id the server wrote there. */
    static Guardian overPostgres(Path data) {
        return run("read -r pid < \"$1/postmaster.pid\" && kill -QUIT \"$pid\"", data.toString());
    }

    private static Guardian run(String afterwards, String argument) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WAIT + afterwards, "bellhop-guardian", argument));
        try {
            return new Guardian(new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to guard " + argument, e);
        }
    }

    /** There is nothing left to end. */
    public void dismiss() {
        try (OutputStream in = shell.getOutputStream()) {
            in.write('\n');
        } catch (IOException gone) {
            shell.destroyForcibly();
        }
    }
}
