package dev.bellhop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.local.stack.CloudBox;
import dev.bellhop.local.stack.Ports;
import dev.bellhop.local.stack.Progress;
import dev.bellhop.local.stack.StackException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/local/up --emulator-only}: what it prints works as printed. */
class EmulatorOnlyTest {
    @TempDir
    Path dir;

    @Test
    void printedCurlLinesWorkAsPrinted() throws Exception {
        try (CloudBox box = start(Optional.empty())) {
            List<String> printed = new ArrayList<>();
            new Pointers(box).print(printed::add);
            String commands = new Pointers(box).curl();
            assertThat(printed)
                    .containsSubsequence(
                            commands.lines().map(line -> "  " + line).toList());

            String said = bash(commands);

            assertThat(said)
                    .containsPattern("HTTP/[0-9.]+ 401")
                    .containsIgnoringCase("WWW-Authenticate: Bearer authorization=")
                    .containsPattern("HTTP/[0-9.]+ 429")
                    .contains("\"value\":\"sk-not-a-real-key\"")
                    .contains("\"subject\":\"organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1\"");
            assertThat(Files.getPosixFilePermissions(box.controlTokenFile())).hasSize(2);
        }
        assertThat(dir.resolve("own/state")).doesNotExist();
    }

    @Test
    void aWrongSeedIsNamedWithItsPlaceAndLeavesNothing() throws Exception {
        Path seed = Files.writeString(dir.resolve("seed.yaml"), "vaults: [{name: acme-kv}]");

        assertThatThrownBy(() -> start(Optional.of(seed)))
                .isInstanceOf(StackException.class)
                .hasMessage(seed + " is no seed: vaults[0].tenantId: required");
        assertThat(dir.resolve("own/state")).doesNotExist();
    }

    private CloudBox start(Optional<Path> seed) {
        return CloudBox.start(dir.resolve("own"), Ports.free(1), seed, new Progress(line -> {}));
    }

    private static String bash(String commands) throws Exception {
        Process shell = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", commands)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }
}
