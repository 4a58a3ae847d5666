package dev.bellhop.resolver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.Worker;
import dev.bellhop.resolver.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Index;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final UUID KICKOFF = UUID.randomUUID();
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID AUTOMATION = UUID.randomUUID();

    private final Sealing sealing = new Sealing(JSON);
    private final Worker worker = new Worker();

    @Test
    void onlyTheRecipientsKeyOpensIt() throws Exception {
        String sealed = sealing.seal(environment("s3cr3t \"quoted\" ü\n"), recipient(worker));

        JsonNode opened = JSON.readTree(worker.open(sealed));
        assertThat(opened.get("environment").get("KEY").asText()).isEqualTo("s3cr3t \"quoted\" ü\n");
        assertThat(opened.get("kickoffId").asText()).isEqualTo(KICKOFF.toString());
        assertThat(opened.get("organizationId").asText()).isEqualTo(ORGANIZATION.toString());
        assertThat(opened.get("automationId").asText()).isEqualTo(AUTOMATION.toString());
        assertThat(opened.get("manifest").get(0).get("secretName").asText()).isEqualTo("openai-api-key");
        assertThatThrownBy(() -> new Worker().open(sealed)).isInstanceOf(JoseException.class);
    }

    @Test
    void theHeaderNamesTheAlgorithmsAndTheKeyAndNoCompression() throws Exception {
        String sealed = sealing.seal(environment("value"), recipient(worker));

        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(sealed.substring(0, sealed.indexOf('.'))));
        assertThat(header.get("alg").asText()).isEqualTo("ECDH-ES");
        assertThat(header.get("enc").asText()).isEqualTo("A256GCM");
        assertThat(header.get("kid").asText()).isEqualTo(worker.thumbprint());
        assertThat(header.get("epk").get("crv").asText()).isEqualTo("P-256");
        assertThat(header.has("zip")).isFalse();
        assertThat(sealed.split("\\.", -1)).hasSize(5).contains("", Index.atIndex(1));
    }

    @Test
    void sealingTwiceAgreesOnTwoKeys() {
        assertThat(sealing.seal(environment("value"), recipient(worker)))
                .isNotEqualTo(sealing.seal(environment("value"), recipient(worker)));
    }

    @Test
    void whatWouldNotFitIntoARecordIsAFailureOfItsOwn() {
        int fitting = 560_000;
        assertThat(sealing.seal(environment("v".repeat(fitting)), recipient(worker)))
                .hasSizeLessThanOrEqualTo(Sealing.LARGEST_SEALED_BYTES);

        assertThatExceptionOfType(ResolutionException.class)
                .isThrownBy(() -> sealing.seal(environment("v".repeat(600_000)), recipient(worker)))
                .satisfies(failure -> assertThat(failure.diagnosis().reason()).isEqualTo(Reason.ENVIRONMENT_TOO_LARGE));
    }

    @Test
    void anEnvironmentDoesNotPrintItsValues() {
        assertThat(environment("canary").toString()).contains("KEY").doesNotContain("canary");
    }

    private static Environment environment(String value) {
        return new Environment(
                KICKOFF,
                ORGANIZATION,
                AUTOMATION,
                Map.of("KEY", SecretText.of(value)),
                List.of(new ManifestEntry(
                        "KEY",
                        UUID.randomUUID(),
                        "openai-api-key",
                        "1",
                        Instant.EPOCH,
                        null,
                        Instant.EPOCH,
                        1,
                        "hmac-sha256:00",
                        List.of())));
    }

    private static Recipient recipient(Worker worker) {
        try {
            return Recipient.of(JSON.readTree(worker.jwk().getBytes(StandardCharsets.UTF_8)));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
