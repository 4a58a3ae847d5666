package dev.bellhop.bench.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellhop.bench.load.ClosedLoop;
import dev.bellhop.bench.load.LoadClient;
import dev.bellhop.bench.load.Question;
import dev.bellhop.bench.measure.Contender;
import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.demo.Seed;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.Archives;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.RunningService;
import dev.bellhop.local.stack.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All three services together, the resolver asked over HTTP for the demo's three secrets, sealed: how much memory each then takes. */
final class ResolverUnderLoad {
    private static final String RESOLUTIONS = "resolutions of three secrets over HTTP";

    private final Foundation foundation;
    private final Setting setting;

    ResolverUnderLoad(Foundation foundation, Setting setting) {
        this.foundation = foundation;
        this.setting = setting;
    }

    void measure(Report report) {
        List<RunningService> services = Stream.of(ServiceName.values())
                .map(service -> Starts.start(foundation, service, Archives.USE))
                .toList();
        services.forEach(RunningService::awaitReady);
        RunningService resolver = services.get(ServiceName.RESOLVER.ordinal());
        RunningService config = services.get(ServiceName.CONFIG.ordinal());
        Admin admin = new Admin(foundation, config.url());
        var unused = FirstAnswer.of(() -> admin.api().get("/v1/organizations"));
        Seed.Seeded seeded = new Seed(foundation.file()).plant("bench");
        String path = Admin.own(seeded.organization()) + "/automations/" + seeded.automation() + "/resolutions";
        String token = foundation.token("service:worker", "bellhop-resolver");
        Map<String, Object> recipient = Map.of("recipient", new Worker().publicKey());
        Question question = new Question(
                "POST",
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                json(recipient),
                200);
        var unusedAnswer = FirstAnswer.of(() -> Https.trusting(foundation.caFile())
                .call("POST", resolver.url().resolve(path))
                .bearer(token)
                .json(recipient)
                .send());
        try (LoadClient client = new LoadClient(resolver.url(), foundation.caFile(), null, Setting.LANES)) {
            Rounds rounds = Rounds.run(
                    setting.plan(),
                    List.of(new Contender(RESOLUTIONS, resolver.pid(), new ClosedLoop(client, List.of(question))::run)),
                    setting.progress());
            report.add(Row.of(
                    RESOLUTIONS,
                    Row.number(rounds.perCpuSecond(RESOLUTIONS)) + " per CPU-second of the resolver, "
                            + Row.number(rounds.perSecond(RESOLUTIONS)) + "/s"));
        }
        services.forEach(service -> Starts.memory(service, "resolutions", report));
        services.forEach(RunningService::stop);
    }

    private static String json(Map<String, Object> body) {
        try {
            return Https.JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JWK of strings is JSON", e);
        }
    }
}
