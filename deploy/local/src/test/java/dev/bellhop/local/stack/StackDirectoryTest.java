package dev.bellhop.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir
    Path dir;

    @Test
    void secondStackIsSentElsewhere() {
        StackDirectory first = StackDirectory.take(dir);
        assertThatThrownBy(() -> StackDirectory.take(dir))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("another stack runs in " + dir)
                .hasMessageContaining("--directory");
        first.close();
        StackDirectory.take(dir).close();
    }

    @Test
    void keepsLogsAndNothingElseAfterTheEnd() throws Exception {
        StackDirectory taken = StackDirectory.take(dir);
        Files.writeString(taken.log("issuer-service"), "said");
        Files.writeString(taken.state("key"), "secret");
        Files.writeString(taken.stackFile(), "{}");
        taken.close();
        assertThat(taken.log("issuer-service")).hasContent("said");
        assertThat(taken.state()).doesNotExist();
        assertThat(taken.stackFile()).doesNotExist();
    }

    @Test
    void deletesNothingThatIsNotAStacks() throws Exception {
        for (String name : new String[] {"logs", "state", "stack.json"}) {
            Path someones = Files.createDirectories(dir.resolve("project of " + name));
            Path precious = Files.createDirectories(someones.resolve(name)).resolve("precious");
            Files.writeString(precious, "kept");
            assertThatThrownBy(() -> StackDirectory.take(someones))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("not a stack's");
            assertThat(precious).hasContent("kept");
        }
    }

    @Test
    void forgetsAStackThatWasKilled() throws Exception {
        Files.writeString(dir.resolve("stack.lock"), "");
        Files.createDirectories(dir.resolve("state/postgres"));
        Files.createDirectories(dir.resolve("logs"));
        Files.writeString(dir.resolve("state/postgres/old"), "old");
        Files.writeString(dir.resolve("logs/old.log"), "old");
        Files.writeString(dir.resolve("stack.json"), "{}");
        try (StackDirectory taken = StackDirectory.take(dir)) {
            assertThat(taken.state()).isEmptyDirectory();
            assertThat(taken.logs()).isEmptyDirectory();
            assertThat(taken.stackFile()).doesNotExist();
        }
    }
}
