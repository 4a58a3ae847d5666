package dev.bellhop.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    Path dir;

    @Test
    void isReadAsItWasWrittenAndByItsOwnerOnly() throws Exception {
        Path file = dir.resolve("stack.json");
        stack().write(file);
        assertThat(StackFile.read(file)).isEqualTo(stack());
        assertThat(Files.readString(file)).contains("\"caFile\" : \"/state/ca.pem\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void tokensStayOutOfText() {
        assertThat(stack().toString()).doesNotContain("jwt of the admin", "control token");
        assertThat(stack().emulator().toString()).doesNotContain("control token");
    }

    @Test
    void saysThatNoStackRuns() {
        assertThatThrownBy(() -> StackFile.read(dir.resolve("stack.json")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no running stack");
    }

    private static StackFile stack() {
        return new StackFile(
                1,
                service(8081),
                service(8082),
                List.of(service(8083)),
                new StackFile.Kafka("127.0.0.1:19092", new StackFile.Topics("k", "r", "a", "d")),
                new StackFile.Postgresql("postgresql://127.0.0.1:15432/issuer", "postgresql://127.0.0.1:15432/config"),
                new StackFile.Emulator(
                        URI.create("https://localhost:8490"), URI.create("http://127.0.0.1:8491"), "control token"),
                Path.of("/state/ca.pem"),
                "https://localhost:8490/idp",
                Map.of("admin", "jwt of the admin"),
                Path.of("/state/tokens"),
                Path.of("/logs"),
                null);
    }

    private static StackFile.Service service(int port) {
        return new StackFile.Service(
                URI.create("https://localhost:" + port),
                URI.create("https://localhost:" + (port + 1000)),
                Path.of("/logs/service.log"));
    }
}
