package dev.bellhop.local.stack;

import dev.bellhop.embedded.AtExit;
import dev.bellhop.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A stack's infrastructure with no service running, for who starts them one at a time: the benches. Ends with the JVM at the latest, and
 * every service it started with it.
 */
public final class Foundation implements AutoCloseable {
    private final StackOptions options;
    private final StackDirectory directory;
    private final Infrastructure infrastructure;
    private final Deque<RunningService> started = new ConcurrentLinkedDeque<>();
    private final Runnable atExit = this::stop;
    private Runnable closeLog = () -> {};
    private boolean stopped;

    private Foundation(StackOptions options, StackDirectory directory, Infrastructure infrastructure) {
        this.options = options;
        this.directory = directory;
        this.infrastructure = infrastructure;
    }

    /** Back when everything that services stand on is there. */
    public static Foundation start(StackOptions options, Progress progress) {
        StackDirectory directory = StackDirectory.take(options.directory());
        Foundation foundation = new Foundation(options, directory, new Infrastructure(directory, options.ports()));
        try {
            options.ports().requireFree();
            foundation.closeLog = LogFile.write(directory.log("infrastructure"));
            foundation.infrastructure.start(progress);
            AtExit.first(foundation.atExit);
            foundation.renewTokens();
            return foundation;
        } catch (RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    /** The tokens that services read from files are valid for an hour from here. */
    public void renewTokens() {
        var unused = infrastructure.tokenFiles().renew();
    }

    /** Starts a service with the stack's settings; it is not ready yet. {@code name} is that of its log and its directory. */
    public RunningService start(ServiceName service, String name, Launch launch, Map<String, String> further) {
        ServiceSettings made = new ServiceSettings(infrastructure, options.ports());
        Map<String, String> settings =
                switch (service) {
                    case ISSUER -> made.issuer();
                    case CONFIG -> made.config();
                    case RESOLVER -> made.resolver(0);
                };
        settings.putAll(further);
        long begin = System.nanoTime();
        ServiceProcess process = ServiceProcess.start(
                name,
                service.application(options.root()),
                directory.state(name),
                directory.log(name),
                settings,
                launch.flags());
        RunningService running = new RunningService(
                process,
                begin,
                port(settings, "quarkus.http.ssl-port"),
                port(settings, "quarkus.management.port"),
                infrastructure.caFile());
        started.push(running);
        return running;
    }

    private static URI port(Map<String, String> settings, String name) {
        return URI.create("https://localhost:" + settings.get(name));
    }

    public Path root() {
        return options.root();
    }

    /** The flags that the stack itself would start it with. */
    public Launch launch(ServiceName service, Archives archives) {
        return Launch.of(options.root(), service, archives);
    }

    /** What tools need to know of the stack, were all three services running. */
    public StackFile file() {
        return StackFiles.of(
                options, directory, infrastructure, infrastructure.tokenFiles().renew());
    }

    public Path logs() {
        return directory.logs();
    }

    public Path caFile() {
        return infrastructure.caFile();
    }

    public Path serverCertificate() {
        return infrastructure.serverCertificate();
    }

    public Path serverKey() {
        return infrastructure.serverKey();
    }

    public Path jvmOptions() {
        return options.root().resolve("deploy/jvm.options");
    }

    /** Of one service, with the passwords of the role that owns it and of the one that serves. */
    public EmbeddedPostgres.Database database(String name) {
        return infrastructure.postgres().database(name);
    }

    /** A token of the stack's identity provider, valid for the stack's demo callers' time. */
    public String token(String subject, String audience) {
        return infrastructure.mint(subject, audience, TokenFiles.LIFE);
    }

    @Override
    public void close() {
        stop();
        AtExit.forget(atExit);
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        started.forEach(RunningService::stop);
        infrastructure.close();
        closeLog.run();
        directory.close();
    }
}
