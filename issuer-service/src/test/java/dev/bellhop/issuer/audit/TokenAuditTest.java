package dev.bellhop.issuer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.issuer.audit.TokenAudit.What;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAuditTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"service:a | \"service:a\"", "a\"b\\c | \"a\\\"b\\\\c\"", "ümläut | \"ümläut\""})
    void quotesWhatCameFromOutside(String text, String quoted) {
        assertThat(TokenAudit.quoted(text)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource({
        "10, \\u000a",
        "13, \\u000d",
        "27, \\u001b",
        "127, \\u007f",
        "133, \\u0085",
        "8232, \\u2028",
        "8238, \\u202e",
        "0, \\u0000"
    })
    void letsNoControlCharacterForgeALine(int point, String written) {
        assertThat(TokenAudit.quoted("a" + Character.toString(point) + "b")).isEqualTo("\"a" + written + "b\"");
    }

    @Test
    void namesTheKickoffAGrantIsFor() {
        UUID kickoff = UUID.fromString("5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10");
        What what = new What(Optional.of("bellhop-kickoff"), Optional.empty(), Optional.empty(), Optional.of(kickoff));

        assertThat(TokenAudit.of(what)).isEqualTo(" kickoffId=" + kickoff + " audience=\"bellhop-kickoff\"");
    }

    @Test
    void shortensWhatIsLong() {
        assertThat(TokenAudit.quoted("x".repeat(5000))).hasSize(258);
    }
}
