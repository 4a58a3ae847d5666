package dev.bellhop.bench.bare;

import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.embedded.Guardian;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of this module running as a process of its own: a line in, a line out. Ends with this JVM in every case. */
public final class ChildProcess implements AutoCloseable {
    private static final String MARK = "bench: ";

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it; {@link #hear} tells when it is ready.
     *
     * @param flags of its JVM
     * @param log what it writes to its standard error
     */
    public static ChildProcess start(Class<?> main, List<String> flags, Path log, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Guardian.over(process);
            return new ChildProcess(main.getSimpleName() + " (log " + log + ")", process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + main.getName(), e);
        }
    }

    /** The flags of the services' JVMs, from the same file. */
    public static List<String> serviceFlags(Path jvmOptions) {
        return List.of("@" + jvmOptions);
    }

    public long pid() {
        return process.pid();
    }

    /** For the child: a line to the process that started it. */
    static void tell(String line) {
        System.out.println(MARK + line);
    }

    /** The next line that it tells; whatever else its libraries print is passed over. */
    public String hear() {
        try {
            String line = out.readLine();
            while (line != null && !line.startsWith(MARK)) {
                line = out.readLine();
            }
            if (line == null) {
                throw new MeasurementException(name + " ended");
            }
            return line.substring(MARK.length());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be heard", e);
        }
    }

    public void say(String line) {
        try {
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
