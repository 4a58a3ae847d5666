package dev.bellhop.emulator.control;

import dev.bellhop.emulator.journal.JournalEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The control API's calls that watch the cloud and break it. */
final class WatchControl {
    private final Cloud cloud;

    WatchControl(Cloud cloud) {
        this.cloud = cloud;
    }

    Object requests(Call call) {
        String since = call.query("since").orElse("0");
        if (!since.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("since: expected a sequence number");
        }
        List<JournalEntry> entries = cloud.requests(call.query("host"), Long.parseLong(since));
        return Map.of("requests", entries.stream().map(WatchControl::shown).toList());
    }

    void putFault(Call call) {
        cloud.putFault(call.path("id"), call.body(Bodies.FaultBody.class).fault());
    }

    void setClock(Call call) {
        Bodies.ClockBody body = call.body(Bodies.ClockBody.class);
        cloud.setClockOff(Duration.ofSeconds(Bodies.required("offsetSeconds", body.offsetSeconds())));
    }

    Object faults(Call call) {
        return Map.of("faults", List.copyOf(cloud.faults().keySet()));
    }

    void deleteFault(Call call) {
        cloud.deleteFault(call.path("id"));
    }

    private static Map<String, Object> shown(JournalEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", entry.sequence());
        json.put("time", entry.time().toString());
        json.put("host", entry.host());
        json.put("method", entry.method());
        json.put("path", entry.path());
        json.put("status", entry.status());
        json.put("millis", entry.millis());
        return json;
    }
}
