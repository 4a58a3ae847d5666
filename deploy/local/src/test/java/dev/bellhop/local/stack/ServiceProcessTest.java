package dev.bellhop.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    @TempDir
    Path dir;

    @Test
    void serviceThatDiesTellsTheEndOfItsLog() throws Exception {
        ServiceProcess process = start(Map.of());
        process.awaitEnd(Duration.ofSeconds(30));
        assertThat(process.isAlive()).isFalse();
        assertThat(process.obituary())
                .startsWith("issuer-service ended with status 1; the end of " + dir.resolve("issuer.log"))
                .contains("corrupt jarfile");
    }

    @Test
    void settingsAreAFileForTheOwnerOnly() throws Exception {
        Map<String, String> settings = Map.of(
                "quarkus.datasource.password", "s3cret\\with\nevery=thing:#!",
                "bellhop.callers.demo.grants[0].subject", "service:*");
        start(settings).awaitEnd(Duration.ofSeconds(30));
        Path file = dir.resolve("home/application.properties");
        Properties read = new Properties();
        try (FileReader reader = new FileReader(file.toFile())) {
            read.load(reader);
        }
        assertThat(read).containsAllEntriesOf(settings);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void packageThatIsMissingIsToldAsSuch() {
        Path missing = dir.resolve("nowhere");
        assertThatThrownBy(() ->
                        ServiceProcess.start("issuer-service", missing, dir, dir.resolve("log"), Map.of(), List.of()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("issuer-service is not built");
    }

    private ServiceProcess start(Map<String, String> settings) throws Exception {
        Path application = Files.createDirectories(dir.resolve("quarkus-app"));
        Files.writeString(application.resolve("quarkus-run.jar"), "no jar");
        Path home = Files.createDirectories(dir.resolve("home"));
        return ServiceProcess.start(
                "issuer-service", application, home, dir.resolve("issuer.log"), settings, List.of());
    }
}
