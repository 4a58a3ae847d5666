package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.delivery.DeadLetter;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.input.InvalidInput.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterFormTest {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";
    private static final Refusal REFUSAL =
            new Refusal(Reason.KICKOFF_MALFORMED, null, List.of(new FieldError("kickoffId", "a UUID", null)));

    private final Headers headers = new RecordHeaders();

    @Test
    void saysWhereItCameFromAndWhatWasExpected() {
        header("ce_id", "not-a-uuid");

        DeadLetter letter = letter("{}", REFUSAL);

        assertThat(letter.id()).isEqualTo("bellhop.kickoffs-3@42");
        assertThat(letter.headers())
                .containsEntry("ce_id", "not-a-uuid")
                .containsEntry("bellhop-reason", "kickoff-malformed")
                .containsEntry("bellhop-field", "kickoffId")
                .containsEntry("bellhop-expected", "a UUID")
                .doesNotContainKey("bellhop-fix")
                .containsEntry("bellhop-topic", "bellhop.kickoffs")
                .containsEntry("bellhop-partition", "3")
                .containsEntry("bellhop-offset", "42")
                .containsEntry("bellhop-timestamp", "2026-11-21T10:00:00Z")
                .containsEntry("bellhop-payload-bytes", "2");
        assertThat(letter.payload()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesOverNoHeaderThatIsNotACloudEventsAttribute() {
        header("authorization", "Bearer " + TOKEN);
        header("Authorization", "Bearer " + TOKEN);
        header("cookie", "session=1");

        assertThat(letter("{}", REFUSAL).headers().keySet()).allMatch(name -> name.startsWith("bellhop-"));
    }

    @Test
    void takesOutWhatLooksLikeATokenWhereverItStands() {
        header("ce_source", "urn:x?" + TOKEN);

        DeadLetter letter = letter("{\"token\":\"" + TOKEN + "\",\"cut\":\"eyJhbGciOiJ", REFUSAL);

        assertThat(text(letter)).isEqualTo("{\"token\":\"[taken out]\",\"cut\":\"[taken out]");
        assertThat(letter.headers()).containsEntry("ce_source", "urn:x?[taken out]");
    }

    @Test
    void ofATokenWithoutEndItTakesOutAllThereIs() {
        assertThat(text(letter("eyJ" + ".".repeat(8_189), REFUSAL))).isEqualTo("[taken out]");
    }

    @Test
    void takesOutPrivateKeys() {
        DeadLetter letter =
                letter("{\"recipient\":{\"kty\":\"EC\", \"d\" : \"870MB6gfuTJ4\",\"x\":\"MKBC\"}}", REFUSAL);

        assertThat(text(letter)).doesNotContain("870MB6gfuTJ4").contains("\"x\":\"MKBC\"");
    }

    @Test
    void takesOutPrivateKeysInEscapes() {
        assertThat(text(letter("{\"\\u0064\":\"870MB6gfuTJ4\"}", REFUSAL))).isEqualTo("{\"\\u0064\":\"[taken out]\"}");
        assertThat(text(letter("{\"\\u0064\\u0071\":\"870MB6gfuTJ4\"}", REFUSAL)))
                .doesNotContain("870MB6gfuTJ4");
        assertThat(text(letter("{\"jwk\":\"{\\\"d\\\":\\\"870MB6gfuTJ4\\\",\\\"x\\\":\\\"MKBC\\\"}\"}", REFUSAL)))
                .doesNotContain("870MB6gfuTJ4")
                .contains("MKBC");
    }

    @Test
    void takesOutTokensWhoseHeaderBeginsWithWhiteSpace() {
        for (String header : List.of(
                "{ \"alg\":\"ES256\"}", "{\n\"alg\":\"ES256\"}", "{\r\n \"alg\":\"ES256\"}", "{\t\"alg\":\"ES256\"}")) {
            String token =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                            + ".e30.c2lnbmF0dXJl";

            assertThat(text(letter("{\"token\":\"" + token + "\"}", REFUSAL))).isEqualTo("{\"token\":\"[taken out]\"}");
        }
    }

    @Test
    void cutsThePayloadAndSaysHowLongItWas() {
        DeadLetter letter = letter("x".repeat(100_000), REFUSAL);

        assertThat(letter.payload()).hasSize(8_192);
        assertThat(letter.headers()).containsEntry("bellhop-payload-bytes", "100000");
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] bytes = {0, (byte) 0xff, (byte) 0xc3, 7};

        assertThat(DeadLetterForm.of(record(bytes), REFUSAL, Instant.EPOCH, 8_192)
                        .payload())
                .isEqualTo(bytes);
    }

    @Test
    void aTombstoneIsALetterToo() {
        DeadLetter letter = DeadLetterForm.of(record(null), REFUSAL, Instant.EPOCH, 8_192);

        assertThat(letter.payload()).isEmpty();
        assertThat(letter.key()).isNull();
    }

    private DeadLetter letter(String payload, Refusal refusal) {
        return DeadLetterForm.of(record(payload.getBytes(StandardCharsets.UTF_8)), refusal, Instant.EPOCH, 8_192);
    }

    private void header(String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] payload) {
        return new ConsumerRecord<>(
                "bellhop.kickoffs",
                3,
                42,
                Instant.parse("2026-11-21T10:00:00Z").toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                null,
                payload,
                headers,
                Optional.empty());
    }

    private static String text(DeadLetter letter) {
        return new String(letter.payload(), StandardCharsets.UTF_8);
    }
}
