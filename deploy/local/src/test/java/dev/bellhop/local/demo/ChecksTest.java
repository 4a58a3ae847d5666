package dev.bellhop.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.local.client.Worker.Environment;
import dev.bellhop.local.http.Https;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String LINE = "Workload identity config '" + ID + "' (azure): 2 secret(s) resolved";
    private static final Seed.Seeded SEEDED =
            new Seed.Seeded("acme", ID, ID, ID, ID, ID, ID, "subject", "vault", Map.of("ROTATED", "r", "KEPT", "k"));

    private final Run first = run("v1", "old", "same", LINE);

    @Test
    void rotationThatArrivesPasses() {
        assertThat(judge(run("v2", "new", "same", LINE))).isEmpty();
    }

    @Test
    void staleValueFails() {
        assertThat(judge(first))
                .containsExactly(
                        "the second got the rotated version of ROTATED", "its version, fingerprint and value differ");
        assertThat(judge(run("v2", "old", "same", LINE))).containsExactly("its version, fingerprint and value differ");
    }

    @Test
    void changeOfWhatWasNotRotatedFails() {
        assertThat(judge(run("v2", "new", "changed", LINE))).containsExactly("every other secret is unchanged");
    }

    @Test
    void missingLineFails() {
        assertThat(judge(run("v2", "new", "same", LINE.replace("2 secret", "1 secret"))))
                .containsExactly("the resolver said so in one line for each kickoff");
    }

    @Test
    void failedKickoffFails() {
        ObjectNode failed = Https.JSON.createObjectNode().put("status", "failed");
        Run second = new Run(ID, Duration.ZERO, failed, new Environment(Map.of(), failed), List.of());
        assertThat(judge(second)).contains("both kickoffs were resolved");
    }

    private List<String> judge(Run second) {
        return Checks.of(SEEDED, first, second, "ROTATED", "v2").stream()
                .filter(check -> !check.held())
                .map(Check::promise)
                .toList();
    }

    private static Run run(String version, String rotated, String kept, String line) {
        ObjectNode result = Https.JSON.createObjectNode().put("status", "resolved");
        ArrayNode manifest = result.putArray("manifest");
        manifest.addObject().put("key", "ROTATED").put("version", version).put("fingerprint", "of " + rotated);
        manifest.addObject().put("key", "KEPT").put("version", "v1").put("fingerprint", "of " + kept);
        return new Run(
                ID,
                Duration.ZERO,
                result,
                new Environment(Map.of("ROTATED", rotated, "KEPT", kept), manifest),
                List.of(line));
    }
}
