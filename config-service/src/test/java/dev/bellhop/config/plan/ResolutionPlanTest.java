package dev.bellhop.config.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResolutionPlanTest extends ServiceTest {

    @Test
    void holdsAllThatResolvingNeedsButTheValues() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        UUID config = config(organization, "Acme tenant");
        UUID credential = credential(organization, "Acme vault", config);
        variable(
                organization,
                Map.of(
                        "key", "OPENAI_API_KEY",
                        "source", "credential",
                        "credentialId", credential.toString(),
                        "secretName", "openai#key",
                        "assignedTo", List.of(automation.toString())));
        variable(
                organization,
                Map.of(
                        "key",
                        "MODE",
                        "source",
                        "direct",
                        "value",
                        "fast",
                        "assignedTo",
                        List.of(automation.toString())));

        Response plan = plan(organization, automation);

        plan.then()
                .statusCode(200)
                .body("organizationId", equalTo(organization.toString()))
                .body("automationName", equalTo("Crew"))
                .body("variables", hasSize(2))
                .body("variables[0].key", equalTo("MODE"))
                .body("variables[0].credentialId", nullValue())
                .body("variables[1].secretName", equalTo("openai"))
                .body("variables[1].jsonPointer", equalTo("/key"))
                .body("credentials[0].azure.vaultUrl", equalTo("https://acme-kv.vault.azure.net"))
                .body("workloadIdentityConfigs[0].audience", equalTo("api://AzureADTokenExchange"));
        assertThat(plan.asString()).doesNotContain("fast");
    }

    private Response plan(UUID organization, UUID automation) {
        return resolver().get(of(organization) + "/automations/" + automation + "/resolution-plan");
    }
}
