package dev.bellhop.bench.part;

import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.bench.measure.Median;
import dev.bellhop.bench.measure.Usage;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.local.stack.Archives;
import dev.bellhop.local.stack.ClassArchive;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.Launch;
import dev.bellhop.local.stack.RunningService;
import dev.bellhop.local.stack.ServiceName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From the beginning of the process to the first 200 of its readiness check, asked every 10 ms; on a database that is already
 * migrated, with nothing else starting. With and without class archive in turns.
 */
final class Starts {
    private static final double SECONDS_AS_SHIPPED = 2.5;
    private static final double SECONDS_WITHOUT_ARCHIVE = 5;
    private static final double MIB = 256;

    private final Foundation foundation;
    private final Setting setting;
    private final Map<Archives, List<Double>> cpuSeconds = new EnumMap<>(Archives.class);

    Starts(Foundation foundation, Setting setting) {
        this.foundation = foundation;
        this.setting = setting;
    }

    void measure(ServiceName service, Report report) {
        List<Double> shipped = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        setting.progress().accept("  starting " + service.module() + " once, for its database and the page cache");
        var unused = start(service, Archives.IGNORE, memory);
        memory.clear();
        cpuSeconds.clear();
        for (int n = 1; n <= setting.starts(); n++) {
            shipped.add(start(service, Archives.USE, memory));
            plain.add(start(service, Archives.IGNORE, new ArrayList<>()));
            setting.progress()
                    .accept(String.format(
                            "  start %d of %d: %s in %.2f s, without archive in %.2f s",
                            n, setting.starts(), service.module(), shipped.get(n - 1), plain.get(n - 1)));
        }
        report.add(Row.atMost(
                service.module() + ": start to ready, as shipped", Median.of(shipped), SECONDS_AS_SHIPPED, " s"));
        report.add(Row.atMost(
                service.module() + ": start to ready, without class archive",
                Median.of(plain),
                SECONDS_WITHOUT_ARCHIVE,
                " s"));
        report.add(Row.of(service.module() + ": resident memory when ready", Row.number(Median.of(memory)) + " MiB"));
    }

    private double start(ServiceName service, Archives archives, List<Double> memory) {
        RunningService running = start(foundation, service, archives);
        double seconds = running.awaitReady().toNanos() / 1e9;
        if (archives == Archives.USE) {
            requireMapped(service, running);
        }
        cpuSeconds
                .computeIfAbsent(archives, each -> new ArrayList<>())
                .add(Usage.cpu(running.pid()).toNanos() / 1e9);
        memory.add(Usage.residentKiB(running.pid()).orElse(0) / 1024.0);
        running.stop();
        return seconds;
    }

    private void requireMapped(ServiceName service, RunningService running) {
        ClassArchive archive = new ClassArchive(service.application(setting.root()));
        if (!Usage.maps(running.pid(), archive.file())) {
            throw new MeasurementException(service.module() + " runs without its class archive " + archive.file());
        }
    }

    /** A service of the stack by its own name. */
    static RunningService start(Foundation foundation, ServiceName service, Archives archives) {
        Launch launch = foundation.launch(service, archives);
        launch.remark().ifPresent(remark -> {
            throw new MeasurementException(remark + "; deploy/local/train makes it");
        });
        return foundation.start(service, service.module(), launch, Map.of());
    }

    /** The most memory that was resident while the service was under load. */
    static void memory(RunningService running, String load, Report report) {
        Usage.peakResidentKiB(running.pid())
                .ifPresentOrElse(
                        peak -> report.add(Row.atMost(
                                running.name() + ": peak resident memory, " + load, peak / 1024.0, MIB, " MiB")),
                        () -> report.add(Row.of(running.name() + ": peak resident memory", "not told by this system")));
    }
}
