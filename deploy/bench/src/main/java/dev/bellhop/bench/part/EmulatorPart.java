package dev.bellhop.bench.part;

import dev.bellhop.bench.bare.ChildProcess;
import dev.bellhop.bench.bare.EmulatorProcess;
import dev.bellhop.bench.load.ClosedLoop;
import dev.bellhop.bench.load.LoadClient;
import dev.bellhop.bench.load.Question;
import dev.bellhop.bench.measure.Contender;
import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.local.http.Https;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Secret reads that the emulator answers, through its proxy as every client comes: it must never be what limits a measurement. */
public final class EmulatorPart {
    private static final double READS_PER_SECOND = 5_000;
    private static final List<String> FLAGS = List.of("-Xms32m", "-Xmx512m", "-XX:+UseSerialGC");
    private static final String READS = "secret reads";

    private final Setting setting;

    public EmulatorPart(Setting setting) {
        this.setting = setting;
    }

    public Report run() {
        Report report = new Report("Emulator: secret reads");
        Path directory = setting.directory().resolve("emulator");
        Path ca = directory.resolve("ca.pem");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory, e);
        }
        try (ChildProcess emulator =
                ChildProcess.start(EmulatorProcess.class, FLAGS, directory.resolve("emulator.log"), ca.toString())) {
            String[] said = emulator.hear().split(" ");
            URI proxy = URI.create("http://127.0.0.1:" + said[0]);
            String token = accessToken(Https.trusting(ca, proxy), said[1], said[2], said[3]);
            URI vault = URI.create("https://" + EmulatorProcess.VAULT + ".vault.azure.net");
            try (LoadClient client = new LoadClient(vault, ca, proxy, Setting.LANES)) {
                Rounds rounds = Rounds.run(
                        setting.plan(),
                        List.of(new Contender(READS, emulator.pid(), new ClosedLoop(client, reads(token))::run)),
                        setting.progress());
                report.add(Row.atLeast("secret reads", rounds.perSecond(READS), READS_PER_SECOND, "/s"));
                report.add(Row.of("secret reads per CPU-second", Row.number(rounds.perCpuSecond(READS))));
            }
        }
        report.note("GET /secrets/{name} for " + EmulatorProcess.SECRETS
                + " secrets in turns, HTTP/1.1 over TLS through the"
                + " CONNECT proxy, " + Setting.LANES
                + " kept connections; the load generator is another process on the same cores.");
        return report;
    }

    private static List<Question> reads(String token) {
        return IntStream.range(0, EmulatorProcess.SECRETS)
                .mapToObj(n -> Question.get(
                        "/secrets/" + EmulatorProcess.secret(n) + "?api-version=7.4",
                        Map.of("Authorization", "Bearer " + token)))
                .toList();
    }

    private static String accessToken(Https https, String tenant, String client, String assertion) {
        Https.Answer answer = https.call(
                        "POST", URI.create("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token"))
                .form(List.of(
                        Map.entry("grant_type", "client_credentials"),
                        Map.entry("client_id", client),
                        Map.entry("scope", "https://vault.azure.net/.default"),
                        Map.entry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                        Map.entry("client_assertion", assertion)))
                .send();
        if (answer.status() != 200) {
            throw new MeasurementException("the emulator gives no access token: " + answer.status());
        }
        return answer.json().get("access_token").asText();
    }
}
