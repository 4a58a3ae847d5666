package dev.bellhop.bench.part;

import dev.bellhop.bench.bare.BareDocuments;
import dev.bellhop.bench.bare.BareSigning;
import dev.bellhop.bench.bare.ChildProcess;
import dev.bellhop.bench.bare.Recorded;
import dev.bellhop.bench.load.ClosedLoop;
import dev.bellhop.bench.load.Load;
import dev.bellhop.bench.load.LoadClient;
import dev.bellhop.bench.load.Question;
import dev.bellhop.bench.measure.Contender;
import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.bench.measure.Sample;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.Archives;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.Launch;
import dev.bellhop.local.stack.RunningService;
import dev.bellhop.local.stack.ServiceName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Token exchanges beside bare signing, public documents beside a bare handler, start-up and memory of the issuer. */
public final class IssuerPart {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String JWKS = "/oauth2/jwks";

    private static final String EXCHANGE = "token exchange";
    private static final String EXCHANGE_ON_JDK = "token exchange on the JDK's provider";
    private static final String SIGNING = "RSA-2048 signing alone (ACCP)";

    /** Makes Amazon Corretto Crypto Provider look for its native code outside its jar, where there is none: the fallback is taken. */
    private static final List<String> WITHOUT_ACCP =
            List.of("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true");

    private final Setting setting;

    public IssuerPart(Setting setting) {
        this.setting = setting;
    }

    public Report run() {
        Report report = new Report("Issuer: tokens, documents, start, memory");
        try (Foundation foundation = setting.foundation()) {
            new Starts(foundation, setting).measure(ServiceName.ISSUER, report);
            RunningService issuer = Starts.start(foundation, ServiceName.ISSUER, Archives.USE);
            issuer.awaitReady();
            RunningService onJdk = startOnJdkProvider(foundation);
            measure(foundation, issuer, onJdk, report);
            Starts.memory(issuer, "token exchanges and documents", report);
        }
        return report;
    }

    private RunningService startOnJdkProvider(Foundation foundation) {
        Launch launch = foundation.launch(ServiceName.ISSUER, Archives.USE).with(WITHOUT_ACCP);
        RunningService service = foundation.start(
                ServiceName.ISSUER,
                "issuer-service-on-jdk-provider",
                launch,
                Map.of(
                        "quarkus.http.ssl-port", String.valueOf(Setting.freePort()),
                        "quarkus.management.port", String.valueOf(Setting.freePort())));
        service.awaitReady();
        return service;
    }

    private void measure(Foundation foundation, RunningService issuer, RunningService onJdk, Report report) {
        Path log = foundation.logs().resolve("bare.log");
        Path recorded = foundation.logs().resolveSibling("state/recorded");
        record(foundation, issuer.url(), recorded);
        int port = Setting.freePort();
        List<String> flags = ChildProcess.serviceFlags(foundation.jvmOptions());
        try (ChildProcess signing = ChildProcess.start(BareSigning.class, flags, log);
                ChildProcess documents = ChildProcess.start(
                        BareDocuments.class,
                        flags,
                        log,
                        String.valueOf(port),
                        foundation.serverCertificate().toString(),
                        foundation.serverKey().toString(),
                        recorded.toString());
                LoadClient toIssuer = client(foundation, issuer.url());
                LoadClient toJdk = client(foundation, onJdk.url());
                LoadClient toBare = client(foundation, URI.create("https://localhost:" + port))) {
            var unused = List.of(signing.hear(), documents.hear());
            List<Question> exchanges = TokenExchanges.questions(foundation, List.of(issuer.url(), onJdk.url()));
            Rounds rounds = Rounds.run(
                    setting.plan(),
                    List.of(
                            new Contender(EXCHANGE, issuer.pid(), new ClosedLoop(toIssuer, exchanges)::run),
                            new Contender(SIGNING, signing.pid(), length -> sign(signing, length)),
                            new Contender(EXCHANGE_ON_JDK, onJdk.pid(), new ClosedLoop(toJdk, exchanges)::run),
                            documents(JWKS, issuer.pid(), toIssuer, "issuer"),
                            documents(JWKS, documents.pid(), toBare, "bare"),
                            documents(DISCOVERY, issuer.pid(), toIssuer, "issuer"),
                            documents(DISCOVERY, documents.pid(), toBare, "bare")),
                    setting.progress());
            tell(rounds, report);
        }
    }

    private static LoadClient client(Foundation foundation, URI base) {
        return new LoadClient(base, foundation.caFile(), null, Setting.LANES);
    }

    private static Contender documents(String path, long pid, LoadClient client, String whose) {
        return new Contender(
                whose + " " + path, pid, new ClosedLoop(client, List.of(Question.get(path, Map.of())))::run);
    }

    private static void record(Foundation foundation, URI issuer, Path directory) {
        Https https = Https.trusting(foundation.caFile());
        for (String path : List.of(DISCOVERY, JWKS)) {
            Https.Answer answer = https.call("GET", issuer.resolve(path)).send();
            Recorded.of(path, answer.headers(), answer.body())
                    .write(directory.resolve(path.substring(path.lastIndexOf('/') + 1) + ".json"));
        }
    }

    private static Load sign(ChildProcess signing, Duration length) {
        long begin = System.nanoTime();
        signing.say(String.valueOf(length.toMillis()));
        long signatures = Long.parseLong(signing.hear());
        return new Load(signatures, 0, Duration.ofNanos(System.nanoTime() - begin), new Histogram(3));
    }

    private static void tell(Rounds rounds, Report report) {
        report.add(Row.atLeast(
                "token exchanges per CPU-second, of bare ACCP signatures per CPU-second",
                100 * rounds.ratio(EXCHANGE, SIGNING, Sample::perCpuSecond),
                60,
                " %"));
        for (String path : List.of(JWKS, DISCOVERY)) {
            report.add(Row.atLeast(
                    path + " per CPU-second, of a bare Vert.x handler's",
                    100 * rounds.ratio("issuer " + path, "bare " + path, Sample::perCpuSecond),
                    70,
                    " %"));
        }
        report.add(Row.of(
                "token exchanges per CPU-second, times those on the JDK's provider",
                Row.number(rounds.ratio(EXCHANGE, EXCHANGE_ON_JDK, Sample::perCpuSecond))));
        for (String name : List.of(
                EXCHANGE,
                SIGNING,
                EXCHANGE_ON_JDK,
                "issuer " + JWKS,
                "bare " + JWKS,
                "issuer " + DISCOVERY,
                "bare " + DISCOVERY)) {
            report.add(Row.of(
                    name,
                    Row.number(rounds.perCpuSecond(name)) + " per CPU-second, " + Row.number(rounds.perSecond(name))
                            + "/s"));
        }
        report.note("Everything but signing is HTTP/1.1 over TLS with " + Setting.LANES
                + " kept connections; the load generator has a process of its own and shares the cores, so rates per second are those"
                + " of this division.");
    }
}
