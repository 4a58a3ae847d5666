package dev.bellhop.config.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResolutionPlanTest extends ServiceTest {
    private UUID organization;
    private UUID automation;
    private UUID config;
    private UUID credential;

    @BeforeEach
    void setUp() {
        organization = organization();
        automation = automation(organization, "Crew");
        config = config(organization, "Acme tenant");
        credential = credential(organization, "Acme vault", config);
    }

    @Test
    void holdsAllThatResolvingNeedsButTheValues() {
        variable(organization, named("OPENAI_API_KEY", "openai#key"));
        variable(organization, direct("MODE", "canary-fast"));
        variable(organization, with(named("DATABASE_URL", "db_url"), "defaultValue", "canary-url"));

        Response plan = plan();

        plan.then()
                .statusCode(200)
                .header("ETag", startsWith("\""))
                .header("Cache-Control", equalTo("private, no-cache"))
                .contentType("application/json")
                .body("organizationId", equalTo(organization.toString()))
                .body("automationId", equalTo(automation.toString()))
                .body("automationName", equalTo("Crew"))
                .body("variables.key", contains("DATABASE_URL", "MODE", "OPENAI_API_KEY"))
                .body("variables[0].secretName", equalTo("db_url"))
                .body("variables[0].jsonPointer", nullValue())
                .body("variables[0].hasDefaultValue", equalTo(true))
                .body("variables[0]", hasKey("version"))
                .body("variables[1].source", equalTo("direct"))
                .body("variables[1].credentialId", nullValue())
                .body("variables[2].source", equalTo("credential"))
                .body("variables[2].credentialId", equalTo(credential.toString()))
                .body("variables[2].secretName", equalTo("openai"))
                .body("variables[2].jsonPointer", equalTo("/key"))
                .body("variables[2].required", equalTo(true))
                .body("credentials", hasSize(1))
                .body("credentials[0].id", equalTo(credential.toString()))
                .body("credentials[0].revision", equalTo(1))
                .body("credentials[0].provider", equalTo("azure_key_vault"))
                .body("credentials[0].authentication", equalTo("workload_identity"))
                .body("credentials[0].workloadIdentityConfigId", equalTo(config.toString()))
                .body("credentials[0].azure.vaultUrl", equalTo("https://acme-kv.vault.azure.net"))
                .body("workloadIdentityConfigs", hasSize(1))
                .body("workloadIdentityConfigs[0].id", equalTo(config.toString()))
                .body("workloadIdentityConfigs[0].cloudProvider", equalTo("azure"))
                .body("workloadIdentityConfigs[0].audience", equalTo("api://AzureADTokenExchange"))
                .body("workloadIdentityConfigs[0].subjectScope", equalTo("organization"))
                .body("workloadIdentityConfigs[0].enabled", equalTo(true))
                .body("workloadIdentityConfigs[0].updatedAt", containsString("T"))
                .body("workloadIdentityConfigs[0].azure.identity", equalTo("application"))
                .body("workloadIdentityConfigs[0].azure.cloud", equalTo("public"));
        assertThat(plan.asString()).doesNotContain("canary");
    }

    @Test
    void isEmptyWhereNothingIsAssigned() {
        variable(organization, with(named("UNASSIGNED", "a"), "assignedTo", List.of()));
        plan().then()
                .statusCode(200)
                .body("variables", empty())
                .body("credentials", empty())
                .body("workloadIdentityConfigs", empty());
        values().then()
                .statusCode(200)
                .body("values", empty())
                .body("defaultValues", empty())
                .body("clientSecrets", empty());
    }

    @Test
    void followsTheDefaultCredential() {
        variable(
                organization,
                Map.of(
                        "key", "KEY",
                        "source", "default",
                        "provider", "azure_key_vault",
                        "secretName", "a",
                        "assignedTo", List.of(automation.toString())));
        plan().then().body("variables[0].source", equalTo("default")).body("variables[0].credentialId", nullValue());

        put("secret-provider-credentials", credential, "default", true);

        plan().then()
                .body("variables[0].credentialId", equalTo(credential.toString()))
                .body("credentials", hasSize(1));
    }

    @Test
    void givesTheValuesOnTheirOwnAndUncached() {
        variable(organization, direct("MODE", "fast"));
        variable(organization, with(named("URL", "url"), "defaultValue", "http://localhost"));
        variable(organization, named("KEY", "key"));
        values().then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("ETag", nullValue())
                .body("values", contains(Map.of("key", "MODE", "value", "fast")))
                .body("defaultValues", contains(Map.of("key", "URL", "value", "http://localhost")));
    }

    @Test
    void isNotSentAgainWhileItsTagStands() {
        variable(organization, named("KEY", "key"));
        String tag = plan().header("ETag");
        Response again = resolver().header("If-None-Match", "W/\"x\", " + tag).get(path("resolution-plan"));
        again.then().statusCode(304).header("ETag", equalTo(tag));
        assertThat(again.asString()).isEmpty();
        resolver()
                .header("If-None-Match", "\"x\"")
                .get(path("resolution-plan"))
                .then()
                .statusCode(200);
    }

    @Test
    void changesItsTagWhenAnotherOutcomeIsPossible() {
        UUID direct = variable(organization, direct("MODE", "fast"));
        UUID named = variable(organization, with(named("KEY", "key"), "defaultValue", "d"));
        List<Runnable> changes = List.of(
                () -> put("environment-variables", direct, "value", "slow"),
                () -> put("environment-variables", direct, "key", "MODE2"),
                () -> put("environment-variables", direct, "assignedTo", List.of()),
                () -> put("environment-variables", direct, "assignedTo", List.of(automation.toString())),
                () -> put("environment-variables", named, "secretName", "other"),
                () -> put("environment-variables", named, "secretName", "other#member"),
                () -> put("environment-variables", named, "version", "4387e9f3d6e14c459867679a90fd0f79"),
                () -> put("environment-variables", named, "required", false),
                () -> put("environment-variables", named, "defaultValue", "e"),
                () -> put("environment-variables", named, "hasDefaultValue", false),
                () -> put("secret-provider-credentials", credential, "enabled", false),
                () -> put(
                        "secret-provider-credentials",
                        credential,
                        "azure",
                        Map.of("vaultUrl", "https://other-kv.vault.azure.net")),
                () -> put("workload-identity-configs", config, "enabled", false),
                () -> put("workload-identity-configs", config, "subjectScope", "automation"),
                () -> variable(organization, direct("NEW", "v")));
        String tag = plan().header("ETag");
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            String next = plan().header("ETag");
            assertThat(next).as("change " + i).isNotEqualTo(tag);
            tag = next;
        }
    }

    @Test
    void changesItsTagWhenAnotherVariableTakesThePlace() {
        UUID first = variable(organization, direct("MODE", "fast"));
        UUID second = variable(organization, with(direct("MODE", "slow"), "assignedTo", List.of()));
        String tag = plan().header("ETag");
        put("environment-variables", first, "assignedTo", List.of());
        put("environment-variables", second, "assignedTo", List.of(automation.toString()));
        values().then().body("values", contains(Map.of("key", "MODE", "value", "slow")));
        assertThat(plan().header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void keepsItsTagOtherwise() {
        UUID direct = variable(organization, direct("MODE", "fast"));
        variable(organization, named("KEY", "key"));
        UUID other = automation(organization, "Other");
        String tag = plan().header("ETag");

        put("environment-variables", direct, "value", ""); // nothing changed
        put("environment-variables", direct, "assignedTo", List.of(automation.toString(), other.toString()));
        variable(organization, with(direct("ELSEWHERE", "v"), "assignedTo", List.of(other.toString())));
        variable(organization, with(direct("NOWHERE", "v"), "assignedTo", List.of()));
        credential(organization, "Unused vault", config(organization, "Unused tenant"));
        put("secret-provider-credentials", credential, "default", true); // nothing reads by the default
        put("workload-identity-configs", config, "default", true);
        admin().header("If-Match", "\"0\"")
                .body(direct("MODE", "refused"))
                .put(of(organization) + "/environment-variables/" + direct)
                .then()
                .statusCode(412);

        assertThat(plan().header("ETag")).isEqualTo(tag);
    }

    @Test
    void isRefusedForWhatIsDisabledOrUnknown() {
        put("automations", automation, "enabled", false);
        for (Response answer : List.of(plan(), values())) {
            answer.then().statusCode(409).body("type", equalTo("urn:bellhop:problem:automation-disabled"));
        }
        put("automations", automation, "enabled", true);
        String name = admin().get(of(organization)).path("name");
        admin().header("If-Match", "*")
                .body(Map.of("name", name, "enabled", false))
                .put(of(organization));
        for (Response answer : List.of(plan(), values())) {
            answer.then().statusCode(409).body("type", equalTo("urn:bellhop:problem:organization-disabled"));
        }
        String unknown = "/automations/" + UUID.randomUUID() + "/resolution-plan";
        resolver()
                .get(of(organization) + unknown)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:bellhop:problem:automation-unknown"));
        resolver()
                .get(of(UUID.randomUUID()) + unknown)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:bellhop:problem:organization-unknown"));
    }

    @Test
    void isForThoseWhoResolve() {
        admin().get(path("resolution-plan")).then().statusCode(403);
        admin().post(path("resolution-values")).then().statusCode(403);
        member(organization, "resolution_plans:read")
                .get(path("resolution-plan"))
                .then()
                .statusCode(200);
        member(organization, "resolution_plans:read")
                .post(path("resolution-values"))
                .then()
                .statusCode(403);
        member(organization, "resolution_values:read")
                .post(path("resolution-values"))
                .then()
                .statusCode(200);
        member(organization(), "resolution_plans:read", "resolution_values:read")
                .get(path("resolution-plan"))
                .then()
                .statusCode(403);
        UUID elsewhere = organization();
        resolver()
                .get(of(elsewhere) + "/automations/" + automation + "/resolution-plan")
                .then()
                .statusCode(404)
                .body(not(containsString("Crew")));
    }

    private Response plan() {
        return resolver().get(path("resolution-plan"));
    }

    private Response values() {
        return resolver().post(path("resolution-values"));
    }

    private String path(String what) {
        return of(organization) + "/automations/" + automation + "/" + what;
    }

    /** Reads a row, changes one member and writes it back. */
    private void put(String collection, UUID id, String member, Object value) {
        String one = of(organization) + "/" + collection + "/" + id;
        Response shown = admin().get(one);
        admin().header("If-Match", shown.header("ETag"))
                .body(with(shown.jsonPath().getMap(""), member, value))
                .put(one)
                .then()
                .statusCode(200);
    }

    private Map<String, Object> named(String key, String secretName) {
        return Map.of(
                "key",
                key,
                "source",
                "credential",
                "credentialId",
                credential.toString(),
                "secretName",
                secretName,
                "assignedTo",
                List.of(automation.toString()));
    }

    private Map<String, Object> direct(String key, String value) {
        return Map.of("key", key, "source", "direct", "value", value, "assignedTo", List.of(automation.toString()));
    }

    private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(member, value);
        return changed;
    }
}
