package dev.bellhop.local.demo;

import dev.bellhop.local.demo.Run.Delivered;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Shows the demo at a terminal. A value is shown by its length and fingerprint, never in clear. */
final class Report {
    private static final Delivered NOTHING = new Delivered("-", "-", 0);

    private final Consumer<String> out;

    Report(Consumer<String> out) {
        this.out = out;
    }

    void seeded(Seed.Seeded seeded) {
        out.accept("");
        out.accept("Seeded organization '" + seeded.organizationName() + "' (" + seeded.organization() + ")");
        out.accept("  automation                nightly-research (" + seeded.automation() + ")");
        out.accept("  workload identity config  " + seeded.workloadIdentityConfig() + ", Entra application "
                + seeded.clientId());
        out.accept("  federated credential      subject " + seeded.subject());
        out.accept("  credential                " + seeded.vaultUrl());
        new TreeSet<>(seeded.secrets().keySet())
                .forEach(key -> out.accept(String.format(
                        "  %-24s  secret %s", key, seeded.secrets().get(key))));
    }

    void ran(String title, Run run) {
        out.accept("");
        out.accept(title + " (" + run.kickoff() + "): "
                + run.result().path("status").asText() + " in " + run.took().toMillis() + " ms");
        if (!run.isResolved()) {
            out.accept("  " + run.result().path("problem"));
            run.result().path("variables").forEach(variable -> out.accept("  " + variable));
        }
        run.logLines().forEach(line -> out.accept("  log: " + line));
    }

    void rotated(String key, String secret, String version) {
        out.accept("");
        out.accept("Rotated " + key + ": secret " + secret + " has the new version " + version);
    }

    void compared(Run first, Run second) {
        Map<String, Delivered> before = first.delivered();
        Map<String, Delivered> after = second.delivered();
        out.accept("");
        out.accept(String.format("%-18s %-12s %-47s %s", "MANIFEST", "", "kickoff 1", "kickoff 2"));
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Delivered one = before.getOrDefault(key, NOTHING);
            Delivered two = after.getOrDefault(key, NOTHING);
            row(key, "version", one.version(), two.version());
            row("", "fingerprint", one.fingerprint(), two.fingerprint());
            row("", "length", String.valueOf(one.length()), String.valueOf(two.length()));
        }
    }

    private void row(String key, String what, String one, String two) {
        boolean differs = !one.equals(two);
        out.accept(String.format("%-18s %-12s %-46s %s %s", key, what, one, differs ? "*" : " ", two));
    }

    void judged(List<Check> checks) {
        out.accept("");
        checks.forEach(check -> out.accept((check.held() ? "  ok      " : "  FAILED  ") + check.promise()));
    }
}
