package dev.bellhop.local.stack;

import dev.bellhop.embedded.Guardian;
import dev.bellhop.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One packaged service as a child process. All its settings come from one file of mode 0600 that nobody has to guess at, so neither its
 * command line nor its environment holds a secret, and no variable of the user's shell changes it. It ends with this JVM in every case.
 */
public final class ServiceProcess {
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "USER");
    private static final int TAIL = 30;
    /** Ctrl-C reaches every process of the terminal at once; the stack ends its services itself, one after the other. */
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";

    private final String name;
    private final Path log;
    private final Process process;

    private ServiceProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * @param application the {@code quarkus-app} directory of its package
     * @param home its working directory, where its settings file is written
     */
    static ServiceProcess start(
            String name, Path application, Path home, Path log, Map<String, String> settings, List<String> flags) {
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StackException(name + " is not built: " + jar + " is missing; deploy/local/up builds it");
        }
        PrivateFiles.write(home.resolve("application.properties"), text(settings));
        List<String> command = new ArrayList<>(List.of("sh", "-c", DEAF_TO_THE_TERMINAL, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Dquarkus.config.locations=" + location(home.resolve("application.properties")));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(PASSED_ON);
        try {
            Process process = builder.start();
            Guardian.over(process);
            return new ServiceProcess(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** A list of URIs, divided by commas. */
    private static String location(Path file) {
        return file.toUri().toString().replace(",", "\\,");
    }

    public String name() {
        return name;
    }

    /** The operating system's process, for tests that take it away. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What to tell about a process that ended by itself. */
    String obituary() {
        return name + " ended with status " + process.exitValue() + "; the end of " + log + ":\n\n" + tail();
    }

    /** What to tell about a process that runs but cannot serve. */
    String unready(Duration passed, String health) {
        return name + " is not ready after " + passed.toSeconds() + " s and says: " + health + "; the end of " + log
                + ":\n\n" + tail();
    }

    void whenEnded(Runnable task) {
        var unused = process.onExit().thenRun(task);
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Asks it to end; {@link #awaitEnd} waits. */
    void stop() {
        process.destroy();
    }

    /** Waits until it has ended and forces it to after {@code patience}. */
    void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Above the package's own settings and the environment (MicroProfile Config ordinals 250 and 300). */
    private static String text(Map<String, String> settings) {
        Map<String, String> sorted = new TreeMap<>(settings);
        sorted.put("config_ordinal", "390");
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (key, value) -> text.append(escaped(key).replace(":", "\\:").replace("=", "\\="))
                        .append('=')
                        .append(escaped(value))
                        .append('\n'));
        return text.toString();
    }

    /** As java.util.Properties reads it. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
