package dev.bellhop.local.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.local.stack.StackFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command's own process: what it prints, and that nothing outlives it even when it is killed. */
class UpIT {
    private static final int[] PORTS = {8081, 8082, 8083, 9081, 9082, 9083, 8490, 8491, 19092, 15432};

    @TempDir
    Path dir;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void staysUpAfterTheDemoAndLeavesNoProcessWhenKilled() throws Exception {
        Process up =
                start("--no-archives", "--port-offset", String.valueOf(freeOffset()), "--directory", dir.toString());
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = up.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("/environment-variables")) {
                    break; // the last of the commands to paste
                }
            }
            assertThat(said).as(String.join("\n", said)).anyMatch(line -> line.startsWith("The stack is up"));
            assertThat(said).filteredOn(line -> line.startsWith("  ok ")).hasSize(6);
            assertThat(said)
                    .filteredOn(line -> line.contains("(azure): 3 secret(s) resolved"))
                    .hasSize(2);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("stack.json"))))
                    .isEqualTo("rw-------");
            assertThat(StackFile.read(dir.resolve("stack.json"))
                            .demo()
                            .path("vault")
                            .asText())
                    .isEqualTo("acme-kv");

            List<ProcessHandle> children =
                    Stream.concat(up.descendants(), postgres().stream()).toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(4);
            up.destroyForcibly().waitFor();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(children).noneMatch(UpIT::runs));
        } finally {
            up.destroyForcibly();
        }
    }

    /** A process that has ended but that nobody has asked for its status yet does not run. */
    private static boolean runs(ProcessHandle process) {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "stat");
        try {
            return process.isAlive()
                    && !(Files.exists(status) && Files.readString(status).contains(") Z "));
        } catch (IOException gone) {
            return false;
        }
    }

    private List<ProcessHandle> postgres() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(dir.resolve("state/postgres/data/postmaster.pid"))
                .get(0));
        return ProcessHandle.of(pid).stream().toList();
    }

    private static Process start(String... options) throws IOException {
        Path root = Path.of(System.getProperty("bellhop.root", "../.."))
                .toAbsolutePath()
                .normalize();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                root.resolve("deploy/local/target/bellhop-local.jar").toString(),
                "--root",
                root.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** One where all the documented ports, moved by it, are free and below those that systems give out by themselves. */
    private static int freeOffset() {
        for (int offset = 1_000; offset < 13_000; offset += 500) {
            if (allFree(offset)) {
                return offset;
            }
        }
        throw new AssertionError("no range of free ports");
    }

    private static boolean allFree(int offset) {
        for (int port : PORTS) {
            try (ServerSocket socket = new ServerSocket(port + offset, 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
