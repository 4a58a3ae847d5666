package dev.bellhop.local;

import dev.bellhop.local.client.ApiException;
import dev.bellhop.local.demo.Demo;
import dev.bellhop.local.demo.DemoException;
import dev.bellhop.local.stack.Archives;
import dev.bellhop.local.stack.CloudBox;
import dev.bellhop.local.stack.Ports;
import dev.bellhop.local.stack.Progress;
import dev.bellhop.local.stack.Stack;
import dev.bellhop.local.stack.StackException;
import dev.bellhop.local.stack.StackOptions;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code deploy/local/up}: starts the stack, runs the demo, stays up. */
@Command(
        name = "deploy/local/up",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Runs all of Bellhop on this machine: PostgreSQL, Kafka, a cloud in a box and the three services, all on loopback. "
                        + "Then shows a rotated secret arriving with the next kickoff.")
public final class Up implements Callable<Integer> {
    private static final int MOST_RESOLVERS = 8;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--once",
            description = "End after the demo, with status 0 if everything it shows held, else 1. Otherwise stay up.")
    private boolean once;

    @Option(
            names = "--resolvers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run N resolvers, 1 to 8 (${DEFAULT-VALUE}).")
    private int resolvers;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Add N to every port (${DEFAULT-VALUE}).")
    private int portOffset;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Keep state, logs and stack.json there instead of deploy/local/target.")
    private Path directory;

    @Option(
            names = "--no-archives",
            description =
                    "Neither use nor make class archives. Otherwise they are made once after the demo, and later starts are faster.")
    private boolean noArchives;

    @Option(
            names = "--train",
            description =
                    "Only make the services' class archives anew: run the demo on free ports and end. See deploy/local/train.")
    private boolean train;

    @Option(
            names = "--emulator-only",
            description = "Start just the cloud in a box, and print how to point other programs at it.")
    private boolean emulatorOnly;

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            description = "With --emulator-only: what the cloud holds at first, YAML (docs/emulator.md).")
    private Path seed;

    @Option(names = "--root", hidden = true, defaultValue = ".", description = "The repository.")
    private Path root;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    private boolean help;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Up());
        command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() {
        requireOptions();
        Path repository = root.toAbsolutePath().normalize();
        Path target = repository.resolve("deploy/local/target");
        Path own = directory != null ? directory.toAbsolutePath() : train ? target.resolve("training") : target;
        try {
            if (emulatorOnly) {
                return runEmulator(directory != null ? own : target.resolve("emulator"));
            }
            return run(new StackOptions(
                    repository, own, train ? Ports.free(1) : Ports.at(portOffset, resolvers), archives()));
        } catch (StackException | DemoException | ApiException e) {
            say("");
            say("deploy/local/up: " + e.getMessage());
            return 1;
        } catch (CancellationException e) {
            return 130;
        } catch (IllegalStateException | UncheckedIOException e) {
            say("");
            say("deploy/local/up: " + e.getMessage() + because(e) + "; what runs inside the stack logs to "
                    + own.resolve("logs/infrastructure.log"));
            return 1;
        }
    }

    private Archives archives() {
        return train ? Archives.TRAIN : noArchives ? Archives.IGNORE : Archives.USE;
    }

    private static String because(Exception failure) {
        return failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
    }

    private int runEmulator(Path own) {
        try (CloudBox box =
                CloudBox.start(own, Ports.at(portOffset, 1), Optional.ofNullable(seed), new Progress(this::say))) {
            new Pointers(box).print(this::say);
            if (!once) {
                waitForTheEnd();
            }
            return 0;
        }
    }

    private int run(StackOptions options) {
        Progress progress = new Progress(this::say);
        say("Starting the stack (logs in " + options.directory().resolve("logs") + ")");
        Stack stack = Stack.start(options, progress);
        try (stack) {
            Demo.Outcome outcome = new Demo(stack.file(), this::say).run();
            stack.describeDemo(outcome.made());
            if (!once && !train) {
                stayUp(stack, options);
                return 0;
            }
            if (once || !outcome.passed()) {
                return outcome.passed() ? 0 : 1;
            }
        }
        say("Making class archives");
        stack.keepArchives();
        return 0;
    }

    private void stayUp(Stack stack, StackOptions options) {
        new Addresses(stack.file(), stack.stackFile()).print(this::say);
        stack.watch();
        if (!stack.withoutArchive().isEmpty()) {
            stack.withoutArchive().forEach(this::say);
            BackgroundTraining.start(options, this::say);
        }
        waitForTheEnd();
    }

    private void requireOptions() {
        if (emulatorOnly && (train || resolvers != 1)) {
            throw new ParameterException(spec.commandLine(), "--emulator-only runs no resolvers and makes no archives");
        }
        if (seed != null && !emulatorOnly) {
            throw new ParameterException(spec.commandLine(), "--seed goes with --emulator-only");
        }
        if (train && (noArchives || portOffset != 0 || resolvers != 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--train takes free ports and one resolver, and makes archives");
        }
        if (resolvers < 1 || resolvers > MOST_RESOLVERS) {
            throw new ParameterException(spec.commandLine(), "--resolvers takes 1 to " + MOST_RESOLVERS);
        }
        if (portOffset < 0 || portOffset > Ports.HIGHEST_OFFSET) {
            throw new ParameterException(spec.commandLine(), "--port-offset takes 0 to " + Ports.HIGHEST_OFFSET);
        }
    }

    /** Ctrl-C and SIGTERM end the JVM, and its end stops the stack. */
    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
