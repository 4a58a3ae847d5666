package dev.bellhop.bench.part;

import dev.bellhop.bench.bare.BarePlans;
import dev.bellhop.bench.bare.ChildProcess;
import dev.bellhop.bench.bare.Recorded;
import dev.bellhop.bench.bare.Statement;
import dev.bellhop.bench.load.ClosedLoop;
import dev.bellhop.bench.load.LoadClient;
import dev.bellhop.bench.load.Question;
import dev.bellhop.bench.measure.Contender;
import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.bench.measure.Sample;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.embedded.EmbeddedPostgres;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The resolution plan of an automation with 20 variables, beside a bare handler that runs the same statements. */
final class PlanReads {
    private static final int VARIABLES = 20;
    private static final double BAR = 50;
    private static final String SERVICE = "plan reads";
    private static final String UNCHANGED = "plan reads answered 304";
    private static final String BARE = "bare handler, same statements";

    private final Setting setting;
    private final Foundation foundation;
    private final RunningService config;
    private final Admin admin;

    PlanReads(Setting setting, Foundation foundation, RunningService config, Admin admin) {
        this.setting = setting;
        this.foundation = foundation;
        this.config = config;
        this.admin = admin;
    }

    void measure(Report report) {
        UUID organization = admin.organization("Plans");
        UUID automation = admin.automation(organization, "nightly");
        UUID credential =
                admin.credential(organization, admin.workloadIdentityConfig(organization, "tenant"), "plans-kv");
        for (int n = 0; n < VARIABLES; n++) {
            admin.variable(organization, automation, credential, "VARIABLE_" + n);
        }
        String path = Admin.own(organization) + "/automations/" + automation + "/resolution-plan";
        String token = foundation.token("service:resolver", "bellhop-config");
        Https.Answer answer = Https.trusting(foundation.caFile())
                .call("GET", config.url().resolve(path))
                .bearer(token)
                .send();
        Path recorded = foundation.logs().resolveSibling("state/recorded-plan/plan.json");
        Recorded.of(path, answer.headers(), answer.body()).write(recorded);
        measure(organization, automation, path, token, answer.header("etag"), recorded, report);
    }

    private void measure(
            UUID organization,
            UUID automation,
            String path,
            String token,
            String entityTag,
            Path recorded,
            Report report) {
        int port = Setting.freePort();
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
        Map<String, String> conditional = new LinkedHashMap<>(bearer);
        conditional.put("If-None-Match", entityTag);
        Question unchanged = new Question("GET", path, conditional, "", 304);
        try (ChildProcess bare = bare(port, organization, automation, recorded);
                LoadClient toConfig = new LoadClient(config.url(), foundation.caFile(), null, Setting.LANES);
                LoadClient toBare = new LoadClient(
                        URI.create("https://localhost:" + port), foundation.caFile(), null, Setting.LANES)) {
            List<Question> reads = List.of(Question.get(path, bearer));
            Rounds rounds = Rounds.run(
                    setting.plan(),
                    List.of(
                            new Contender(SERVICE, config.pid(), new ClosedLoop(toConfig, reads)::run),
                            new Contender(BARE, bare.pid(), new ClosedLoop(toBare, reads)::run),
                            new Contender(UNCHANGED, config.pid(), new ClosedLoop(toConfig, List.of(unchanged))::run)),
                    setting.progress());
            tell(rounds, report);
        }
    }

    private ChildProcess bare(int port, UUID organization, UUID automation, Path recorded) {
        EmbeddedPostgres.Database database = foundation.database("config");
        Path statement = recorded.resolveSibling("plan.sql");
        try {
            Files.writeString(
                    statement,
                    Statement.of(
                            foundation
                                    .root()
                                    .resolve("config-service/src/main/java/dev/bellhop/config/plan/Plans.java"),
                            "PLAN"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + statement, e);
        }
        ChildProcess bare = ChildProcess.start(
                BarePlans.class,
                ChildProcess.serviceFlags(foundation.jvmOptions()),
                foundation.logs().resolve("bare.log"),
                String.valueOf(port),
                foundation.serverCertificate().toString(),
                foundation.serverKey().toString(),
                recorded.toString(),
                statement.toString(),
                database.reactiveUrl(),
                database.service(),
                organization.toString(),
                automation.toString());
        bare.say(database.servicePassword());
        var unused = bare.hear();
        return bare;
    }

    private static void tell(Rounds rounds, Report report) {
        report.add(Row.atLeast(
                "plan reads per CPU-second, of a bare handler's",
                100 * rounds.ratio(SERVICE, BARE, Sample::perCpuSecond),
                BAR,
                " %"));
        report.add(Row.atLeast(
                "plan reads per second, of a bare handler's",
                100 * rounds.ratio(SERVICE, BARE, Sample::perSecond),
                BAR,
                " %"));
        for (String name : List.of(SERVICE, BARE, UNCHANGED)) {
            report.add(Row.of(
                    name,
                    Row.number(rounds.perCpuSecond(name)) + " per CPU-second, " + Row.number(rounds.perSecond(name))
                            + "/s"));
        }
        report.note("Plans: one automation with " + VARIABLES + " variables over " + Setting.LANES
                + " kept TLS connections. CPU-seconds are those of the service or the bare handler; PostgreSQL and the load generator"
                + " work on the same cores and are not counted, but rates per second depend on them.");
    }
}
