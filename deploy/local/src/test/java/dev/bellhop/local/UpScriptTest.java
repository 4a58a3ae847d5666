package dev.bellhop.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code deploy/local/up} says before it builds or starts anything. */
class UpScriptTest {
    @TempDir
    Path dir;

    private record Said(int status, String text) {}

    @Test
    void helpNamesEveryOptionOfTheProgramBehindIt() throws Exception {
        Said help = up(Map.of(), "--help");
        assertThat(help.status()).isZero();
        new CommandLine(new Up())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.hidden())
                        .flatMap(option -> List.of(option.names()).stream())
                        .forEach(name -> assertThat(help.text()).contains(name));
    }

    @Test
    void mistypedOptionCostsNoBuild() throws Exception {
        Said said = up(Map.of(), "--resolver", "2");
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.text()).startsWith("deploy/local/up: unknown option --resolver\n");
        assertThat(up(Map.of(), "--port-offset", "many").text())
                .startsWith("deploy/local/up: --port-offset takes a number");
    }

    @Test
    void oldJavaIsNamedWithWhatIsNeeded() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.22")) {
            Said said = up(Map.of(
                    "JAVA_HOME",
                    javaThatSays("openjdk version \"" + version + "\"").toString()));
            assertThat(said.status()).isEqualTo(1);
            assertThat(said.text()).contains("is Java " + version + "; a JDK 17 or newer is needed");
        }
    }

    @Test
    void javaThatOnlyPretendsToBeOneIsToldAsSuch() throws Exception {
        Path home = javaThatSays("no Java runtime present");
        program(home.resolve("bin/java"), "echo 'no Java runtime present' >&2; exit 1");
        Said said = up(Map.of("JAVA_HOME", home.toString()));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("does not tell its version; a JDK 17 or newer is needed");
    }

    @Test
    void missingJavaIsToldWithWhatToDo() throws Exception {
        Said said = up(Map.of("JAVA_HOME", dir.resolve("nowhere").toString()));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("there is no bin/java; set it to a JDK 17 or newer");
        Path noJava = Files.createDirectories(dir.resolve("bin"));
        program(noJava.resolve("dirname"), "exec " + which("dirname") + " \"$@\"");
        assertThat(up(Map.of("PATH", noJava.toString())).text()).contains("no Java found; install a JDK 17 or newer");
    }

    private Path javaThatSays(String version) throws Exception {
        Path home = Files.createTempDirectory(dir, "java");
        program(Files.createDirectories(home.resolve("bin")).resolve("java"), "echo '" + version + "' >&2");
        return home;
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!" + which("sh") + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String tool) {
        return List.of("/bin", "/usr/bin").stream()
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Said up(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(which("bash").toString(), "up"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }
}
