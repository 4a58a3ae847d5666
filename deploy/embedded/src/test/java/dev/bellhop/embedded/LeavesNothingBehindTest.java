package dev.bellhop.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeavesNothingBehindTest {
    @TempDir
    Path dir;

    static Stream<Arguments> endsEveryProcessWithTheJvm() {
        return Stream.of(
                argumentSet("asked to end", (Consumer<Process>) Process::destroy),
                argumentSet("killed", (Consumer<Process>) Process::destroyForcibly));
    }

    @ParameterizedTest
    @MethodSource
    void endsEveryProcessWithTheJvm(Consumer<Process> end) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        StartsEverything.class.getName(),
                        dir.toString())
                .redirectError(dir.resolve("stderr").toFile())
                .start();
        try (BufferedReader said = jvm.inputReader()) {
            int kafkaPort = Integer.parseInt(said.readLine());
            long child = Long.parseLong(said.readLine());
            long postgres = Long.parseLong(Files.readAllLines(dir.resolve("postgres/data/postmaster.pid"))
                    .get(0));
            assertThat(ProcessHandle.of(child)).isPresent();
            assertThat(ProcessHandle.of(postgres)).isPresent();

            end.accept(jvm);

            assertThat(jvm.waitFor(30, SECONDS)).isTrue();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(runs(child)).isFalse();
                assertThat(runs(postgres)).isFalse();
                assertThat(listening(kafkaPort)).isFalse();
            });
        }
        assertThat(Files.readAllLines(dir.resolve("stderr")))
                .as("said by anything but the JVM itself")
                .allMatch(line -> line.startsWith("WARNING: ") || line.startsWith("Picked up "));
    }

    /** A process that has ended but that nobody has asked for its status yet does not run. */
    private static boolean runs(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "stat");
        return ProcessHandle.of(pid).isPresent()
                && !(Files.exists(status) && Files.readString(status).contains(") Z "));
    }

    private static boolean listening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** The JVM that is ended: says the broker's port and a child's process id. */
    static final class StartsEverything {
        public static void main(String[] arguments) throws IOException {
            Path dir = Path.of(arguments[0]);
            EmbeddedPostgres.start(0, dir.resolve("postgres"));
            EmbeddedKafka kafka = EmbeddedKafka.start(0, dir.resolve("kafka"));
            Process child = new ProcessBuilder("sleep", "1000").start();
            Guardian.over(child);
            Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
            System.out.println(kafka.bootstrapServers().split(":", 2)[1]);
            System.out.println(child.pid());
        }
    }
}
