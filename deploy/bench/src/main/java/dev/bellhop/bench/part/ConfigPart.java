package dev.bellhop.bench.part;

import dev.bellhop.bench.report.Report;
import dev.bellhop.local.stack.Archives;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.RunningService;
import dev.bellhop.local.stack.ServiceName;

/** Plan reads beside a bare handler, list pages of a small and a large organization, concurrent writers, memory. */
public final class ConfigPart {
    private final Setting setting;

    public ConfigPart(Setting setting) {
        this.setting = setting;
    }

    public Report run() {
        Report report = new Report("Config: plans, lists, writers");
        try (Foundation foundation = setting.foundation()) {
            RunningService config = Starts.start(foundation, ServiceName.CONFIG, Archives.USE);
            config.awaitReady();
            Admin admin = new Admin(foundation, config.url());
            var unused = FirstAnswer.of(() -> admin.api().get("/v1/organizations"));
            new PlanReads(setting, foundation, config, admin).measure(report);
            new ListPages(setting, foundation, config, admin).measure(report);
            new Writers(setting, admin).measure(report);
            Starts.memory(config, "plan reads, lists and writers", report);
        }
        return report;
    }
}
