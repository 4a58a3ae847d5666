package dev.bellhop.bench;

import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.bench.part.ConfigPart;
import dev.bellhop.bench.part.EmulatorPart;
import dev.bellhop.bench.part.IssuerPart;
import dev.bellhop.bench.part.Setting;
import dev.bellhop.bench.part.StartPart;
import dev.bellhop.bench.report.Machine;
import dev.bellhop.bench.report.Report;
import dev.bellhop.local.Up;
import dev.bellhop.local.client.ApiException;
import dev.bellhop.local.stack.ClassArchive;
import dev.bellhop.local.stack.ServiceName;
import dev.bellhop.local.stack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deploy/bench/run}: measures one part or all, prints the tables, writes the pages. */
@Command(
        name = "deploy/bench/run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Measures Bellhop beside what it could at best be, in one run, everything on loopback.")
public final class Bench implements Callable<Integer> {
    /** What can be measured. */
    enum Part {
        issuer,
        config,
        emulator,
        start,
        all
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PART",
            description =
                    "issuer: tokens and documents. config: plans, lists, writers. emulator: secret reads. start: start to ready."
                            + " all: each of them.")
    private Part part;

    @Option(
            names = "--quick",
            description = "A first look in a minute or two: short rounds, little data, no result page.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "4",
            description = "Length of one turn in a round (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--root", hidden = true, defaultValue = ".", description = "The repository.")
    private Path root;

    @Option(names = "--commit", hidden = true, defaultValue = "unknown", description = "What is measured.")
    private String commit;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    private boolean help;

    private String[] arguments = {};

    public static void main(String[] arguments) {
        Bench bench = new Bench();
        bench.arguments = arguments.clone();
        CommandLine command = new CommandLine(bench);
        command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.exit(command.execute(arguments));
    }

    /** 0 if every bar was reached, 1 if one was missed, 2 if nothing was measured. */
    @Override
    public Integer call() throws IOException {
        Path repository = root.toAbsolutePath().normalize();
        try {
            boolean reached = true;
            for (Part each :
                    part == Part.all ? List.of(Part.start, Part.issuer, Part.config, Part.emulator) : List.of(part)) {
                trainIfNeeded(repository, each);
                reached &= measure(each, repository);
            }
            return reached ? 0 : 1;
        } catch (MeasurementException | StackException | ApiException e) {
            progress("deploy/bench/run: " + e.getMessage());
            return 2;
        }
    }

    private boolean measure(Part each, Path repository) throws IOException {
        Path directory = repository.resolve("deploy/bench/target/run");
        Files.createDirectories(directory);
        Map<String, String> facts = facts();
        progress("Measuring " + each + (quick ? ", only a first look" : ""));
        Report report = part(each, setting(repository, directory)).get();
        spec.commandLine().getOut().println(report.table());
        report.notes().forEach(note -> spec.commandLine().getOut().println(note));
        if (!quick) {
            Path page =
                    repository.resolve("deploy/bench/results/" + each + "-" + LocalDate.now(Clock.systemUTC()) + ".md");
            report.write(page, facts);
            progress("Written to " + page);
        }
        return !report.failed();
    }

    private Setting setting(Path repository, Path directory) {
        Rounds.Plan plan = quick
                ? new Rounds.Plan(2, Duration.ofSeconds(2), Duration.ofSeconds(4))
                : new Rounds.Plan(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(20));
        return new Setting(repository, directory, plan, quick ? 1 : rounds, quick ? 0.1 : 1, this::progress);
    }

    private static Supplier<Report> part(Part part, Setting setting) {
        return switch (part) {
            case issuer -> new IssuerPart(setting)::run;
            case config -> new ConfigPart(setting)::run;
            case emulator -> new EmulatorPart(setting)::run;
            case start -> new StartPart(setting)::run;
            case all -> throw new IllegalArgumentException("all is not one part");
        };
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>(Machine.facts());
        facts.put("load average at the beginning", Machine.load());
        facts.put("date", LocalDate.now(Clock.systemUTC()).toString());
        facts.put("commit", commit);
        List<String> shown = new ArrayList<>();
        for (int n = 0; n < arguments.length; n++) {
            if (arguments[n].equals("--root") || arguments[n].equals("--commit")) {
                n++;
            } else {
                shown.add(arguments[n]);
            }
        }
        facts.put("command", "deploy/bench/run " + String.join(" ", shown));
        return facts;
    }

    /** What is measured as shipped needs its class archives. */
    private void trainIfNeeded(Path repository, Part each) {
        boolean missing = Arrays.stream(ServiceName.values())
                .anyMatch(service -> new ClassArchive(service.application(repository))
                        .objection()
                        .isPresent());
        if (each == Part.emulator || !missing) {
            return;
        }
        progress("Making class archives first, as deploy/local/train does");
        CommandLine up = new CommandLine(new Up());
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        up.setOut(err);
        if (up.execute("--train", "--root", repository.toString()) != 0) {
            throw new MeasurementException("no class archives could be made");
        }
    }

    private void progress(String line) {
        System.err.println(line);
    }
}
