package dev.bellhop.emulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The conformance table says what the tests prove, all of it and nothing else. */
class ConformanceTest {
    private static final Path PAGE = Path.of("../../docs/conformance.md");
    private static final Path ENTRA = Path.of("src/main/java/dev/bellhop/emulator/entra");

    @Test
    void thePageIsWhatTheTestsSay() throws IOException {
        String made = ConformancePage.read().text();
        if (Boolean.getBoolean("bellhop.conformance.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/conformance.md; write it anew with -Dtest=ConformanceTest -Dbellhop.conformance.write=true")
                .isEqualTo(made);
    }

    /** Every code that the emulator can answer with has a row, and so a test. */
    @Test
    void everyCodeOfEntraHasARow() throws IOException {
        Set<String> answered = new TreeSet<>();
        for (String file : new String[] {"RequestErrors.java", "AssertionErrors.java", "Generation.java"}) {
            Matcher code =
                    Pattern.compile("(?<![0-9#])[0-9]{5,7}(?=[,)])").matcher(Files.readString(ENTRA.resolve(file)));
            while (code.find()) {
                answered.add(code.group());
            }
        }
        assertThat(answered).hasSizeGreaterThan(30);
        String rows = String.join("\n", ConformancePage.read().rows(Area.ENTRA_CODES));

        assertThat(answered).allSatisfy(code -> assertThat(rows).containsPattern("(^|\\n|, )" + code + "[ ,]"));
    }
}
