package dev.bellhop.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path dir;

    @Test
    void tellsWhatWasReachedAndWhatWasNot() {
        Report report = new Report("Issuer");
        report.add(Row.atLeast("tokens of signatures", 61.234, 60, " %"));
        report.add(Row.atMost("start", 2.51, 2.5, " s"));
        report.add(Row.of("signatures", "4,012 per CPU-second"));
        assertThat(report.table()).isEqualTo("""
                | what                 | measured             | bar       | verdict |
                | -------------------- | -------------------- | --------- | ------- |
                | tokens of signatures | 61.2 %               | >= 60 %   | pass    |
                | start                | 2.51 s               | <= 2.50 s | FAIL    |
                | signatures           | 4,012 per CPU-second |           |         |
                """);
        assertThat(report.failed()).isTrue();
    }

    @Test
    void figureJustUnderItsBarFailsEvenIfItIsRoundedToIt() {
        assertThat(Row.atLeast("tokens", 59.99, 60, " %").verdict()).isEqualTo("FAIL");
        assertThat(Row.atLeast("tokens", 60, 60, " %").verdict()).isEqualTo("pass");
    }

    @Test
    void pageNamesTheMachineAndTheCommand() throws Exception {
        Report report = new Report("Emulator");
        report.add(Row.of("reads", "1"));
        report.note("Through the proxy.");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", "2 x Some");
        facts.put("command", "deploy/bench/run emulator");
        report.write(dir.resolve("results/emulator.md"), facts);
        assertThat(Files.readString(dir.resolve("results/emulator.md")))
                .startsWith("# Emulator\n\n| what ")
                .endsWith("\n- Through the proxy.\n\n- CPU: 2 x Some\n- command: deploy/bench/run emulator\n");
    }

    @Test
    void machineIsNamedInWords() {
        assertThat(Machine.facts()).containsKeys("CPU", "memory", "system", "JDK");
        assertThat(Machine.facts().get("JDK")).contains(System.getProperty("java.vm.version"));
    }
}
