package dev.bellhop.config.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CredentialPlanTest extends ServiceTest {
    private UUID organization;
    private String credentials;

    @BeforeEach
    void setUp() {
        organization = organization();
        credentials = of(organization) + "/secret-provider-credentials/";
    }

    @Test
    void holdsOneCredentialAndTheVariablesThatReadByIt() {
        UUID config = config(organization, "Acme tenant");
        UUID credential = credential(organization, "Acme vault", config);
        UUID other = credential(organization, "Other vault", config);
        variable(organization, reading("A", "alpha", credential));
        variable(organization, reading("B", "beta", other));

        plan(credential)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("organizationId", equalTo(organization.toString()))
                .body("automationId", nullValue())
                .body("credentials.id", contains(credential.toString()))
                .body("workloadIdentityConfigs.id", contains(config.toString()))
                .body("variables.secretName", contains("alpha"));
    }

    @Test
    void holdsOneThatNothingUses() {
        UUID credential = credential(organization, "Acme vault", config(organization, "Acme tenant"));

        plan(credential)
                .then()
                .body("credentials.id", contains(credential.toString()))
                .body("variables", empty());
        values(credential).then().statusCode(200).body("clientSecrets", empty());
    }

    @Test
    void givesTheClientSecretToThoseWhoMayReadValues() {
        UUID credential = idOf(created(admin().body(clientSecretBody("Vault", "canary-1"))
                .post(of(organization) + "/secret-provider-credentials")));

        assertThat(plan(credential).asString()).doesNotContain("canary-1").contains("client_secret");
        values(credential)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(
                        "clientSecrets",
                        contains(Map.of("credentialId", credential.toString(), "revision", 1, "value", "canary-1")));
        admin().post(credentials + credential + "/resolution-values").then().statusCode(403);
        admin().get(credentials + credential + "/resolution-plan").then().statusCode(403);
    }

    @Test
    void aSecretSaysOfWhichWritingItIs() {
        UUID credential = idOf(created(admin().body(clientSecretBody("Vault", "canary-1"))
                .post(of(organization) + "/secret-provider-credentials")));
        plan(credential).then().body("credentials[0].revision", equalTo(1));

        admin().header("If-Match", "*")
                .body(clientSecretBody("Vault", "canary-2"))
                .put(credentials + credential)
                .then()
                .statusCode(200);

        values(credential)
                .then()
                .body("clientSecrets[0].revision", equalTo(2))
                .body("clientSecrets[0].value", equalTo("canary-2"));
    }

    @Test
    void aDisabledCredentialKeepsItsSecretToItself() {
        Map<String, Object> body = new HashMap<>(clientSecretBody("Vault", "canary-1"));
        body.put("enabled", false);
        UUID credential = idOf(created(admin().body(body).post(of(organization) + "/secret-provider-credentials")));

        plan(credential).then().statusCode(200).body("credentials[0].enabled", equalTo(false));
        values(credential).then().statusCode(200).body("clientSecrets", empty());
    }

    @Test
    void knowsNobodyElses() {
        UUID elsewhere = organization();
        UUID credential = credential(elsewhere, "Vault", config(elsewhere, "Tenant"));

        plan(credential)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:bellhop:problem:secret-provider-credential-unknown"));
        values(credential).then().statusCode(404);
    }

    private Response plan(UUID credential) {
        return resolver().get(credentials + credential + "/resolution-plan");
    }

    private Response values(UUID credential) {
        return resolver().post(credentials + credential + "/resolution-values");
    }

    private static Map<String, Object> reading(String key, String secret, UUID credential) {
        Map<String, Object> body = new HashMap<>();
        body.put("key", key);
        body.put("source", "credential");
        body.put("credentialId", credential.toString());
        body.put("secretName", secret);
        return body;
    }
}
