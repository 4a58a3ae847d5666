package dev.bellhop.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.local.client.Worker.Environment;
import dev.bellhop.local.client.Worker.UnopenedException;
import dev.bellhop.local.http.Https;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private final Worker worker = new Worker();

    @Test
    void opensWhatIsSealedToIt() throws Exception {
        Environment environment = worker.open(result("one", sealed("one")));
        assertThat(environment.values()).containsEntry("KEY", "value");
        assertThat(environment.toString()).doesNotContain("value\"").isEqualTo("Environment[1 variables]");
    }

    @Test
    void anotherKeyDoesNotOpenIt() throws Exception {
        ObjectNode result = result("one", sealed("one"));
        assertThatThrownBy(() -> new Worker().open(result)).isInstanceOf(UnopenedException.class);
    }

    @Test
    void refusesAnEnvironmentSealedForAnotherKickoff() throws Exception {
        ObjectNode result = result("two", sealed("one"));
        assertThatThrownBy(() -> worker.open(result))
                .isInstanceOf(UnopenedException.class)
                .hasMessageContaining("another kickoffId");
    }

    private static ObjectNode result(String kickoff, String environment) {
        return Https.JSON
                .createObjectNode()
                .put("kickoffId", kickoff)
                .put("organizationId", "organization")
                .put("automationId", "automation")
                .put("environment", environment);
    }

    private String sealed(String kickoff) throws Exception {
        JsonWebEncryption encryption = new JsonWebEncryption();
        encryption.setAlgorithmHeaderValue("ECDH-ES");
        encryption.setEncryptionMethodHeaderParameter("A256GCM");
        encryption.setKey(
                PublicJsonWebKey.Factory.newPublicJwk(worker.publicKey()).getKey());
        ObjectNode plain = Https.JSON
                .createObjectNode()
                .put("kickoffId", kickoff)
                .put("organizationId", "organization")
                .put("automationId", "automation");
        plain.putObject("environment").put("KEY", "value");
        plain.putArray("manifest");
        encryption.setPayload(plain.toString());
        return encryption.getCompactSerialization();
    }
}
