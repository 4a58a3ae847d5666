package dev.bellhop.bench.part;

import dev.bellhop.bench.report.Report;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.ServiceName;

/** Time from start to ready of each service, alone, with and without its class archive; then memory of all under resolutions. */
public final class StartPart {
    private final Setting setting;

    public StartPart(Setting setting) {
        this.setting = setting;
    }

    public Report run() {
        Report report = new Report("Start to ready, and memory of the three together");
        try (Foundation foundation = setting.foundation()) {
            Starts starts = new Starts(foundation, setting);
            for (ServiceName service : ServiceName.values()) {
                starts.measure(service, report);
            }
            new ResolverUnderLoad(foundation, setting).measure(report);
        }
        report.note(
                "Each service alone, after one start that is not counted (database migrated, files in the page cache).");
        return report;
    }
}
