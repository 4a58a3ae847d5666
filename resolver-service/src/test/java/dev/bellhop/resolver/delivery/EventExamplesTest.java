package dev.bellhop.resolver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.resolver.fake.Schemas;
import java.util.stream.Stream;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/events} shows is what its schemas say, and what a worker would see. */
class EventExamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUESTED = "dev.bellhop.kickoff.requested.v1";
    private static final String RESOLVED = "dev.bellhop.kickoff.resolved.v1";

    static Stream<String> types() {
        return Schemas.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theExampleOfEachTypeIsValid(String type) {
        assertThat(Schemas.errors(type, Schemas.example(type))).isEmpty();
    }

    @Test
    void everyTypeIsDescribed() {
        assertThat(Schemas.types())
                .containsExactly(
                        "dev.bellhop.audit.connection.v1",
                        "dev.bellhop.audit.v1",
                        "dev.bellhop.kickoff.failed.v1",
                        "dev.bellhop.kickoff.requested.v1",
                        "dev.bellhop.kickoff.resolved.v1");
    }

    @Test
    void theSchemaRefusesWhatTheResolverRefuses() throws Exception {
        ObjectNode request = (ObjectNode) JSON.readTree(Schemas.example(REQUESTED));

        assertThat(Schemas.errors(
                        REQUESTED, request.deepCopy().put("deadlin", "x").toString()))
                .isNotEmpty();
        assertThat(Schemas.errors(
                        REQUESTED, request.deepCopy().put("kickoffId", "1").toString()))
                .isNotEmpty();
        ObjectNode withPrivateKey = request.deepCopy();
        ((ObjectNode) withPrivateKey.get("recipient")).put("d", "AAAA");
        assertThat(Schemas.errors(REQUESTED, withPrivateKey.toString())).isNotEmpty();
        ObjectNode withoutAutomation = request.deepCopy();
        withoutAutomation.remove("automationId");
        assertThat(Schemas.errors(REQUESTED, withoutAutomation.toString())).isNotEmpty();
    }

    /** The recipient is the key of RFC 7517, appendix A.1; its private half stands in appendix A.2. */
    @Test
    void theExamplesEnvironmentOpensWithThePrivateKeyOfItsRecipient() throws Exception {
        ObjectNode recipient =
                (ObjectNode) JSON.readTree(Schemas.example(REQUESTED)).get("recipient");
        recipient.put("d", "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE");
        JsonNode resolved = JSON.readTree(Schemas.example(RESOLVED));

        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setCompactSerialization(resolved.get("environment").asText());
        jwe.setKey(((PublicJsonWebKey) JsonWebKey.Factory.newJwk(recipient.toString())).getPrivateKey());
        JsonNode opened = JSON.readTree(jwe.getPlaintextString());

        assertThat(opened.get("kickoffId")).isEqualTo(resolved.get("kickoffId"));
        assertThat(opened.get("organizationId")).isEqualTo(resolved.get("organizationId"));
        assertThat(opened.get("automationId")).isEqualTo(resolved.get("automationId"));
        assertThat(opened.at("/environment/OPENAI_API_KEY").asText()).isEqualTo("sk-1");
        assertThat(opened.at("/manifest/0/fingerprint")).isEqualTo(resolved.at("/manifest/0/fingerprint"));
    }
}
