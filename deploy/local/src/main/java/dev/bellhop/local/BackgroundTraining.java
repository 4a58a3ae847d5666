package dev.bellhop.local;

import dev.bellhop.embedded.Guardian;
import dev.bellhop.local.stack.StackOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code deploy/local/up --train} as a process of its own and of low priority, while the user looks at the stack: so nobody waits for class
 * archives, and the services that run are not disturbed. Ends with this JVM.
 */
final class BackgroundTraining {
    private BackgroundTraining() {}

    static void start(StackOptions options, Consumer<String> out) {
        Path log = options.directory().resolve("logs/training.log");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(List.of("-cp", classPath(), Up.class.getName()));
        command.addAll(List.of("--root", options.root().toString(), "--train"));
        command.addAll(
                List.of("--directory", options.directory().resolve("training").toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Guardian.over(process);
            out.accept("Making them now, in the background (" + log + "); about a minute");
            var unused = process.onExit().thenAccept(ended -> tell(ended.exitValue(), log, out));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make class archives", e);
        }
    }

    /** Absolute: the class path of a jar is written as it was started. */
    private static String classPath() {
        List<String> absolute = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, absolute);
    }

    private static void tell(int status, Path log, Consumer<String> out) {
        out.accept(
                status == 0
                        ? "Class archives are made: from the next start on the services are ready sooner"
                        : "No class archives could be made; " + log + " says why");
    }
}
