package dev.bellhop.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Records;
import dev.bellhop.local.client.ResolverLogs;
import dev.bellhop.local.client.Scheduler;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.client.Worker.Environment;
import dev.bellhop.local.stack.StackFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Seeds an organization, kicks off, rotates a secret, kicks off again, and shows both. Uses public interfaces only. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROTATED = "OPENAI_API_KEY";

    private final StackFile stack;
    private final Consumer<String> out;

    public Demo(StackFile stack, Consumer<String> out) {
        this.stack = stack;
        this.out = out;
    }

    /**
     * What came of it.
     *
     * @param passed whether everything held that the demo shows
     * @param made for the stack file
     */
    public record Outcome(boolean passed, JsonNode made) {}

    public Outcome run() {
        Seed seed = new Seed(stack);
        Seed.Seeded seeded = seed.plant("acme");
        Report report = new Report(out);
        report.seeded(seeded);
        try (Scheduler scheduler = new Scheduler(stack)) {
            Run first = kickOff(scheduler, seeded);
            report.ran("Kickoff 1", first);
            String version = seed.rotateOpenAiKey(seeded);
            report.rotated(ROTATED, seeded.secrets().get(ROTATED), version);
            Run second = kickOff(scheduler, seeded);
            report.ran("Kickoff 2", second);
            report.compared(first, second);
            List<Check> checks = Checks.of(seeded, first, second, ROTATED, version);
            report.judged(checks);
            return new Outcome(checks.stream().allMatch(Check::held), seeded.json());
        }
    }

    private Run kickOff(Scheduler scheduler, Seed.Seeded seeded) {
        Worker worker = new Worker();
        Kickoff kickoff = Kickoff.of(seeded.organization(), seeded.automation(), worker);
        ResolverLogs logs = ResolverLogs.from(stack);
        try (Records results = Records.after(stack, stack.kafka().topics().results())) {
            scheduler.start(kickoff);
            long begin = System.nanoTime();
            JsonNode result = results.resultOf(kickoff.id(), PATIENCE)
                    .orElseThrow(() -> new DemoException("kickoff " + kickoff.id() + " has no result after "
                            + PATIENCE.toSeconds() + " s; the resolver's log is in " + stack.logDirectory()));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Environment environment = result.path("status").asText().equals("resolved")
                    ? worker.open(result)
                    : new Environment(Map.of(), result.path("manifest"));
            String line = "Workload identity config '" + seeded.workloadIdentityConfig() + "' (azure)";
            return new Run(kickoff.id(), took, result, environment, logs.lines(line));
        }
    }
}
