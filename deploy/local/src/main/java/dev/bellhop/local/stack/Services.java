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
    /** A JVM that assembles its class archive takes its time. */
    private static final Duration STOP_WITH_ARCHIVE = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(100);

    private final StackOptions options;
    private final StackDirectory directory;
    private final Infrastructure infrastructure;
    private final List<Running> called = new ArrayList<>();
    private final List<String> remarks = new CopyOnWriteArrayList<>();
    private final List<Running> resolvers = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /** A started process with its address. */
    private record Running(
            ServiceProcess process, int port, int managementPort, Optional<ClassArchive.Training> training) {
        URI health() {
            return URI.create("https://localhost:" + managementPort + "/q/health/ready");
        }

        Duration patience() {
            return training.isPresent() ? STOP_WITH_ARCHIVE : STOP;
        }
    }

    Services(StackOptions options, StackDirectory directory, Infrastructure infrastructure) {
        this.options = options;
        this.directory = directory;
        this.infrastructure = infrastructure;
    }

    void start() {
        ServiceSettings settings = new ServiceSettings(infrastructure, options.ports());
        Ports ports = options.ports();
        called.add(start(
                ServiceName.ISSUER,
                "issuer-service",
                options.archives(),
                settings.issuer(),
                ports.issuer(),
                ports.issuerManagement()));
        called.add(start(
                ServiceName.CONFIG,
                "config-service",
                options.archives(),
                settings.config(),
                ports.config(),
                ports.configManagement()));
        resolvers.add(startResolver(0, options.archives()));
        for (int n = 1; n < ports.resolvers().size(); n++) {
            resolvers.add(startResolver(n, withoutTraining()));
        }
    }

    /** One process is the training run; those beside it are as without. */
    private Archives withoutTraining() {
        return options.archives() == Archives.TRAIN ? Archives.IGNORE : options.archives();
    }

    /** Services that could not use a class archive, with the reason. */
    List<String> remarks() {
        return remarks.stream().distinct().toList();
    }

    private Running startResolver(int index, Archives archives) {
        Ports ports = options.ports();
        return start(
                ServiceName.RESOLVER,
                resolverName(index, ports.resolvers().size()),
                archives,
                new ServiceSettings(infrastructure, ports).resolver(index),
                ports.resolvers().get(index),
                ports.resolverManagement().get(index));
    }

    void restartResolver(int index, Progress progress) {
        resolvers.get(index).process().awaitEnd(STOP);
        Running fresh = startResolver(index, withoutTraining());
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
            int managementPort) {
        Launch launch = Launch.of(options.root(), service, archives);
        launch.remark().ifPresent(remarks::add);
        ServiceProcess process = ServiceProcess.start(
                name,
                service.application(options.root()),
                directory.state(name),
                directory.log(name),
                settings,
                launch.flags());
        return new Running(process, port, managementPort, launch.training());
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

    void stop() {
        stopping = true;
        end(resolvers);
        end(called);
    }

    private static void end(List<Running> services) {
        services.forEach(service -> service.process().stop());
        services.forEach(service -> service.process().awaitEnd(service.patience()));
    }

    /** After a training run that went well. */
    void keepArchives() {
        Stream.concat(called.stream(), resolvers.stream())
                .flatMap(service -> service.training().stream())
                .parallel()
                .forEach(ClassArchive.Training::keep);
    }
}
