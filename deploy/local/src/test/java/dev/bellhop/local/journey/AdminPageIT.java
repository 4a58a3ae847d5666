package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.local.stack.StackFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/admin.md does what it says: its blocks, pasted one after another into bash, end in a tested credential. */
class AdminPageIT {
    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void leadsFromAnEmptyOrganizationToATestedCredential() throws Exception {
        StackFile stack = TestStack.file();
        String script = "set -euo pipefail\n" + blocks();

        Run run = run(
                script,
                Map.of(
                        "STATE", TestStack.DIRECTORY.resolve("state").toString(),
                        "CONFIG", stack.config().url().toString(),
                        "RESOLVER", stack.resolvers().get(0).url().toString(),
                        "CONTROL", stack.emulator().controlUrl().toString(),
                        "PROXY", stack.emulator().proxy().toString()));

        assertThat(run.status()).as(run.printed()).isZero();
        assertThat(run.printed())
                .contains("az ad app federated-credential create")
                .contains("\"outcome\":\"passed\"")
                .contains("\"kind\":\"environment-variable\"")
                .doesNotContain("sk-example");
    }

    private static String blocks() throws IOException {
        Path page = Path.of(System.getProperty("bellhop.root", "../..")).resolve("docs/admin.md");
        String text = Files.readString(page);
        assertThat(BLOCK.matcher(text).results()).as("blocks of the page").hasSize(9);
        return BLOCK.matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    private record Run(int status, String printed) {}

    private static Run run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        for (String tool : new String[] {"bash", "curl"}) {
            assertThat(start(new ProcessBuilder(tool, "--version")).waitFor())
                    .as("this test runs the page, so it needs " + tool)
                    .isZero();
        }
        Path output = Files.createTempFile("admin-page", ".log");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().putAll(environment);
        bash.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Process running = bash.start();
        boolean ended = running.waitFor(60, TimeUnit.SECONDS);
        running.destroyForcibly();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(ended).as("still running after a minute: " + printed).isTrue();
        return new Run(running.waitFor(), printed);
    }

    private static Process start(ProcessBuilder tool) throws IOException {
        try {
            return tool.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException absent) {
            throw new IOException(
                    "this test runs docs/admin.md, so it needs "
                            + tool.command().get(0),
                    absent);
        }
    }
}
