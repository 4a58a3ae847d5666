package dev.bellhop.local.stack;

import dev.bellhop.local.http.Https;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The service processes of a stack: started together, awaited together, callers stopped before those they call. */
final class Services {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(20);
    /** A JVM that writes its class archive takes its time. */
    private static final Duration STOP_WITH_ARCHIVE = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(100);

    private final StackOptions options;
    private final StackDirectory directory;
    private final Infrastructure infrastructure;
    private final List<Running> called = new ArrayList<>();
    private final List<Running> resolvers = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /** A started process with its address. */
    private record Running(
            ServiceProcess process, int port, int managementPort, Optional<ClassArchive.Recording> recording) {
        URI health() {
            return URI.create("https://localhost:" + managementPort + "/q/health/ready");
        }

        Duration patience() {
            return recording.isPresent() ? STOP_WITH_ARCHIVE : STOP;
        }
    }

    Services(StackOptions options, StackDirectory directory, Infrastructure infrastructure) {
        this.options = options;
        this.directory = directory;
        this.infrastructure = infrastructure;
    }

    void start(Progress progress) {
        ServiceSettings settings = new ServiceSettings(infrastructure, options.ports());
        Ports ports = options.ports();
        called.add(start(
                ServiceName.ISSUER,
                "issuer-service",
                options.archives(),
                settings.issuer(),
                ports.issuer(),
                ports.issuerManagement(),
                progress));
        called.add(start(
                ServiceName.CONFIG,
                "config-service",
                options.archives(),
                settings.config(),
                ports.config(),
                ports.configManagement(),
                progress));
        resolvers.add(startResolver(0, options.archives(), progress));
        for (int n = 1; n < ports.resolvers().size(); n++) {
            resolvers.add(startResolver(n, withoutTraining(), progress));
        }
        if (recorded().findAny().isPresent()) {
            progress.say(
                    "  This run makes class archives, once: later ones start faster, and this one takes longer to end");
        }
    }

    /** One process makes the archive; those beside it and after it only use it. */
    private Archives withoutTraining() {
        return options.archives() == Archives.IGNORE ? Archives.IGNORE : Archives.USE;
    }

    private Stream<Running> recorded() {
        return Stream.concat(called.stream(), resolvers.stream())
                .filter(service -> service.recording().isPresent());
    }

    private Running startResolver(int index, Archives archives, Progress progress) {
        Ports ports = options.ports();
        return start(
                ServiceName.RESOLVER,
                resolverName(index, ports.resolvers().size()),
                archives,
                new ServiceSettings(infrastructure, ports).resolver(index),
                ports.resolvers().get(index),
                ports.resolverManagement().get(index),
                progress);
    }

    void restartResolver(int index, Progress progress) {
        resolvers.get(index).process().awaitEnd(STOP);
        Running fresh = startResolver(index, withoutTraining(), progress);
        resolvers.set(index, fresh);
        awaitReady(progress, List.of(fresh));
    }

    /** One resolver bears the service's name; several are numbered from 1. */
    static String resolverName(int index, int count) {
        return count == 1 ? "resolver-service" : "resolver-service-" + (index + 1);
    }

    private Running start(
            ServiceName service,
            String name,
            Archives archives,
            Map<String, String> settings,
            int port,
            int managementPort,
            Progress progress) {
        Launch launch = Launch.of(options.root(), service, archives);
        if (options.archives() == Archives.USE) {
            launch.remark().ifPresent(progress::say);
        }
        ServiceProcess process = ServiceProcess.start(
                name,
                service.application(options.root()),
                directory.state(name),
                directory.log(name),
                settings,
                launch.flags());
        return new Running(process, port, managementPort, launch.recording());
    }

    List<ServiceProcess> resolvers() {
        return resolvers.stream().map(Running::process).toList();
    }

    /** @throws StackException for a service that ended or did not get ready in time, with the end of its log */
    void awaitReady(Progress progress) {
        List<Running> all = new ArrayList<>(called);
        all.addAll(resolvers);
        awaitReady(progress, all);
    }

    private void awaitReady(Progress progress, List<Running> services) {
        Https https = Https.trusting(infrastructure.caFile());
        long begin = System.nanoTime();
        Set<Running> waiting = new LinkedHashSet<>(services);
        while (!waiting.isEmpty()) {
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            for (Running service : List.copyOf(waiting)) {
                requireGoodHealth(https, service, passed);
                if (isReady(https, service)) {
                    waiting.remove(service);
                    progress.ready(service.process().name(), "https://localhost:" + service.port(), passed);
                }
            }
            pause();
        }
    }

    private void requireGoodHealth(Https https, Running service, Duration passed) {
        if (stopping) {
            throw new CancellationException("stopped while starting");
        }
        if (!service.process().isAlive()) {
            throw new StackException(service.process().obituary());
        }
        if (passed.compareTo(START) > 0) {
            throw new StackException(service.process().unready(passed, health(https, service)));
        }
    }

    private static boolean isReady(Https https, Running service) {
        try {
            return https.call("GET", service.health()).send().status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static String health(Https https, Running service) {
        try {
            return https.call("GET", service.health()).send().body();
        } catch (UncheckedIOException e) {
            return e.getMessage();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while starting");
        }
    }

    void watch(Progress progress) {
        called.forEach(service -> watch(service.process(), progress));
        resolvers.forEach(service -> watch(service.process(), progress));
    }

    private void watch(ServiceProcess process, Progress progress) {
        process.whenEnded(() -> {
            if (!stopping) {
                progress.say(process.obituary());
            }
        });
    }

    void stop(Progress progress) {
        stopping = true;
        if (recorded().findAny().isPresent()) {
            progress.say("Writing class archives");
        }
        end(resolvers, progress);
        end(called, progress);
    }

    private static void end(List<Running> services, Progress progress) {
        services.forEach(service -> service.process().stop());
        services.forEach(service -> end(service, progress));
    }

    private static void end(Running service, Progress progress) {
        boolean inOrder = service.process().awaitEnd(service.patience());
        service.recording().ifPresent(recording -> {
            if (!recording.keep(inOrder)) {
                progress.say("no class archive came of " + service.process().name() + "; its log says why");
            }
        });
    }
}
