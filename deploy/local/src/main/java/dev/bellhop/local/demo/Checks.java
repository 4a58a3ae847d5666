package dev.bellhop.local.demo;

import dev.bellhop.local.demo.Run.Delivered;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Judges two kickoffs with a rotation between them. */
final class Checks {
    private Checks() {}

    static List<Check> of(Seed.Seeded seeded, Run first, Run second, String rotated, String newVersion) {
        Map<String, Delivered> before = first.delivered();
        Map<String, Delivered> after = second.delivered();
        return List.of(
                new Check("both kickoffs were resolved", first.isResolved() && second.isResolved()),
                new Check(
                        "the worker opened all " + seeded.secrets().size() + " secrets of both",
                        complete(seeded, first) && complete(seeded, second)),
                new Check(
                        "the second got the rotated version of " + rotated,
                        after.containsKey(rotated)
                                && after.get(rotated).version().equals(newVersion)),
                new Check(
                        "its version, fingerprint and value differ",
                        before.containsKey(rotated)
                                && after.containsKey(rotated)
                                && !before.get(rotated)
                                        .version()
                                        .equals(after.get(rotated).version())
                                && !before.get(rotated)
                                        .fingerprint()
                                        .equals(after.get(rotated).fingerprint())
                                && !Objects.equals(value(first, rotated), value(second, rotated))),
                new Check(
                        "every other secret is unchanged",
                        seeded.secrets().keySet().stream()
                                .filter(key -> !key.equals(rotated))
                                .allMatch(key -> Objects.equals(before.get(key), after.get(key))
                                        && Objects.equals(value(first, key), value(second, key)))),
                new Check(
                        "the resolver said so in one line for each kickoff",
                        said(seeded, first) && said(seeded, second)));
    }

    private static boolean complete(Seed.Seeded seeded, Run run) {
        return run.delivered().keySet().equals(seeded.secrets().keySet())
                && run.environment().values().keySet().equals(seeded.secrets().keySet());
    }

    private static String value(Run run, String key) {
        return run.environment().values().get(key);
    }

    private static boolean said(Seed.Seeded seeded, Run run) {
        String line = "Workload identity config '" + seeded.workloadIdentityConfig() + "' (azure): "
                + seeded.secrets().size() + " secret(s) resolved";
        return run.logLines().size() == 1 && run.logLines().get(0).contains(line);
    }
}
