package dev.bellhop.config.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plan costs the database: the same few statements, whatever is in it. Counted on the wire. */
@QuarkusTest
class PlanStatementsTest extends ServiceTest {
    /** Set by {@link dev.bellhop.config.fake.TappedPostgresResource}: sent, prepared. */
    Supplier<List<List<String>>> statements;

    private UUID organization;
    private UUID automation;

    @BeforeEach
    void setUp() {
        organization = organization();
        automation = automation(organization, "Crew");
    }

    @Test
    void readsAPlanByOneQueryWhateverIsInIt() {
        assertThat(statementsOf("resolution-plan", 0)).containsExactly("BEGIN", "execute", "execute", "COMMIT");
        for (int credentials = 1; credentials <= 4; credentials++) {
            UUID credential = credentials % 2 == 0
                    ? idOf(created(admin().body(clientSecretBody("Secret " + credentials, "s"))
                            .post(of(organization) + "/secret-provider-credentials")))
                    : credential(organization, "Vault " + credentials, config(organization, "Tenant " + credentials));
            for (int i = 0; i < 5; i++) {
                variable(credential, "KEY_" + credentials + "_" + i);
            }
        }
        assertThat(statementsOf("resolution-plan", 20))
                .as("a transaction, the organization, the plan")
                .containsExactly("BEGIN", "execute", "execute", "COMMIT");
    }

    @Test
    void readsValuesByOneQueryToo() {
        for (int i = 0; i < 5; i++) {
            UUID secret = idOf(created(admin().body(clientSecretBody("Secret " + i, "s"))
                    .post(of(organization) + "/secret-provider-credentials")));
            variable(secret, "KEY_" + i);
        }
        statements.get().get(0).clear();
        resolver()
                .post(of(organization) + "/automations/" + automation + "/resolution-values")
                .then()
                .statusCode(200)
                .body("clientSecrets", hasSize(5));
        assertThat(statements.get().get(0)).containsExactly("BEGIN", "execute", "execute", "COMMIT");
    }

    private List<String> statementsOf(String what, int variables) {
        statements.get().get(0).clear();
        resolver()
                .get(of(organization) + "/automations/" + automation + "/" + what)
                .then()
                .statusCode(200)
                .body("variables", hasSize(variables));
        return List.copyOf(statements.get().get(0));
    }

    private void variable(UUID credential, String key) {
        variable(
                organization,
                Map.of(
                        "key",
                        key,
                        "source",
                        "credential",
                        "credentialId",
                        credential.toString(),
                        "secretName",
                        "a",
                        "defaultValue",
                        "d",
                        "assignedTo",
                        List.of(automation.toString())));
    }
}
