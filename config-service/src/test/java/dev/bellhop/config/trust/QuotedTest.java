package dev.bellhop.config.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would like to be commands stay names. */
class QuotedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme",
                "O'Brien",
                "'; touch /tmp/pwned; '",
                "$(id) `id` ${HOME} !! \\",
                "\"double\" & | < > * ? ~ #",
                "-n",
                "Straße 日本 🛎",
                "${file(\"/etc/passwd\")} %{ if true }x%{ endif }"
            })
    void isOneWordOfAShell(String name) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '[%s]' " + Quoted.forShell(name))
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(printed).isEqualTo("[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme|\"Acme\"",
                "a\"b|\"a\\\"b\"",
                "a\\b|\"a\\\\b\"",
                "${var.secret}|\"$${var.secret}\"",
                "$${x}|\"$$${x}\"",
                "%{ if true }|\"%%{ if true }\"",
                "$ { } % 100%|\"$ { } % 100%\""
            })
    void isAQuotedTemplateWithoutATemplate(String nameAndExpected) {
        String name = nameAndExpected.replaceAll("\\|.*", "");
        assertThat(Quoted.forTerraform(name)).isEqualTo(nameAndExpected.replaceAll(".*\\|", ""));
    }
}
