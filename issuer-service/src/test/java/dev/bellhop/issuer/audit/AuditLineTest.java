package dev.bellhop.issuer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditLineTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ID = UUID.fromString("5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10");
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID AUTOMATION = UUID.fromString("0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11");
    private static final UUID KICKOFF = UUID.fromString("f3a7c1de-0f8f-4b1c-8c5e-2b6a9e0d4c77");

    @Test
    void tellsAMintWhole() {
        AuditEntry entry = AuditEntry.of(AT, ID, Action.TOKEN_ISSUED)
                .caller("https://identity.example", "service:scheduler")
                .subject(ORGANIZATION, AUTOMATION)
                .audience("bellhop-kickoff")
                .kickoff(KICKOFF)
                .token(ID, AT.plusSeconds(300))
                .kid("k1")
                .entry();

        assertThat(AuditLine.of(entry))
                .isEqualTo("action=token-issued outcome=done at=2026-03-01T12:00:00Z"
                        + " correlationId=5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10"
                        + " callerIssuer=\"https://identity.example\" callerSubject=\"service:scheduler\""
                        + " organizationId=7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1"
                        + " automationId=0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11 audience=\"bellhop-kickoff\""
                        + " kickoffId=f3a7c1de-0f8f-4b1c-8c5e-2b6a9e0d4c77 jti=5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10"
                        + " kid=\"k1\" expiresAt=2026-03-01T12:05:00Z");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        AuditEntry entry = AuditEntry.of(AT, ID, Action.TOKEN_ISSUED)
                .refused("invalid_request", "grant_type is missing")
                .entry();

        assertThat(AuditLine.of(entry))
                .isEqualTo("action=token-issued outcome=refused reason=invalid_request at=2026-03-01T12:00:00Z"
                        + " correlationId=5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10 description=\"grant_type is missing\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"service:a | \"service:a\"", "a\"b\\c | \"a\\\"b\\\\c\"", "ümläut | \"ümläut\""})
    void quotesWhatCameFromOutside(String text, String quoted) {
        assertThat(described(text)).endsWith(" description=" + quoted);
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
        "0, \\u0000",
        "55296, \\ud800"
    })
    void letsNoControlCharacterForgeALineOrBreakARow(int point, String written) {
        String text = "a" + Character.toString(point) + "b";

        assertThat(AuditText.of(text)).isEqualTo("a" + written + "b");
        assertThat(described(text)).endsWith(" description=\"a\\" + written + "b\"");
    }

    @Test
    void shortensWhatIsLong() {
        assertThat(AuditText.of("x".repeat(5000))).hasSize(AuditText.LONGEST);
        assertThat(AuditText.of("\u202e".repeat(5000))).hasSizeLessThanOrEqualTo(1024);
    }

    private static String described(String text) {
        return AuditLine.of(
                AuditEntry.of(AT, ID, Action.TOKEN_ISSUED).description(text).entry());
    }
}
