package dev.bellhop.config.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnvironmentVariableTest extends ServiceTest {

    @Test
    void takesAValueAndNeverShowsIt() {
        UUID organization = organization();
        Response made = created(admin().body(direct("MODE", "canary-51")).post(path(organization)));
        made.then()
                .body("value", nullValue())
                .body("hasDefaultValue", equalTo(false))
                .body("required", equalTo(true));
        String one = path(organization) + "/" + idOf(made);
        assertThat(made.asString()
                        + admin().get(one).asString()
                        + admin().get(path(organization)).asString())
                .doesNotContain("canary");
    }

    @Test
    void keepsAValueThatIsLeftBlank() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        UUID id = variable(organization, with(direct("MODE", "fast"), "assignedTo", List.of(automation.toString())));
        String one = path(organization) + "/" + id;
        for (String blank : new String[] {null, ""}) {
            Map<String, Object> body = with(direct("MODE2", blank), "assignedTo", List.of(automation.toString()));
            admin().header("If-Match", "*").body(body).put(one).then().statusCode(200);
            assertThat(values(organization, automation)).isEqualTo(Map.of("MODE2", "fast"));
        }
        admin().header("If-Match", "*")
                .body(with(direct("MODE2", "slow"), "assignedTo", List.of(automation.toString())))
                .put(one)
                .then()
                .statusCode(200);
        assertThat(values(organization, automation)).isEqualTo(Map.of("MODE2", "slow"));
    }

    @Test
    void keepsADefaultValueUntilItIsTakenAway() {
        UUID organization = organization();
        UUID id = variable(organization, with(fromVault(organization, "KEY", "a"), "defaultValue", "d"));
        String one = path(organization) + "/" + id;
        Map<String, Object> shown = new HashMap<>(admin().get(one).jsonPath().getMap(""));
        assertThat(shown).containsEntry("hasDefaultValue", true).doesNotContainKey("defaultValue");
        admin().header("If-Match", "*").body(shown).put(one).then().body("hasDefaultValue", equalTo(true));
        admin().header("If-Match", "*")
                .body(with(shown, "hasDefaultValue", false))
                .put(one)
                .then()
                .body("hasDefaultValue", equalTo(false));
    }

    @Test
    void forgetsTheValueWithTheSource() {
        UUID organization = organization();
        UUID id = variable(organization, direct("KEY", "v"));
        String one = path(organization) + "/" + id;
        admin().header("If-Match", "*")
                .body(fromVault(organization, "KEY", "a"))
                .put(one)
                .then()
                .statusCode(200);
        admin().header("If-Match", "*")
                .body(direct("KEY", null))
                .put(one)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("value"))
                .body("errors[0].expected", containsString("none stored"));
    }

    @Test
    void changesItsKeyOnTheWayToAnAutomationThatHasTheOldOne() {
        UUID organization = organization();
        UUID first = automation(organization, "First");
        UUID second = automation(organization, "Second");
        UUID id = variable(organization, with(direct("KEY", "mine"), "assignedTo", List.of(first.toString())));
        variable(organization, with(direct("KEY", "other"), "assignedTo", List.of(second.toString())));
        admin().header("If-Match", "*")
                .body(with(direct("KEY2", null), "assignedTo", List.of(first.toString(), second.toString())))
                .put(path(organization) + "/" + id)
                .then()
                .statusCode(200)
                .body("key", equalTo("KEY2"))
                .body("revision", equalTo(2));
        assertThat(values(organization, first)).isEqualTo(Map.of("KEY2", "mine"));
        assertThat(values(organization, second)).isEqualTo(Map.of("KEY", "other", "KEY2", "mine"));
    }

    @Test
    void isAssignedToAutomationsOfItsOrganization() {
        UUID organization = organization();
        UUID first = automation(organization, "First");
        UUID second = automation(organization, "Second");
        UUID stranger = automation(organization(), "Stranger");
        Response made =
                created(admin().body(with(direct("A", "v"), "assignedTo", List.of(first.toString(), second.toString())))
                        .post(path(organization)));
        made.then().body("assignedTo", containsInAnyOrder(first.toString(), second.toString()));
        String one = path(organization) + "/" + idOf(made);
        admin().header("If-Match", "*")
                .body(with(direct("A", null), "assignedTo", List.of(second.toString())))
                .put(one)
                .then()
                .body("assignedTo", contains(second.toString()))
                .body("revision", equalTo(2));
        admin().header("If-Match", "*")
                .body(with(direct("A", null), "assignedTo", List.of(second.toString(), stranger.toString())))
                .put(one)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("assignedTo[1]"))
                .body("errors[0].expected", containsString("of this organization"));
    }

    @Test
    void keepsOneKeyPerAutomation() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        List<String> assigned = List.of(automation.toString());
        UUID holder = variable(organization, with(direct("KEY", "1"), "assignedTo", assigned));
        UUID other = variable(organization, with(direct("OTHER", "2"), "assignedTo", assigned));
        UUID unassigned = variable(organization, direct("KEY", "3"));

        Response[] refused = {
            admin().body(with(direct("KEY", "4"), "assignedTo", assigned)).post(path(organization)),
            admin().header("If-Match", "*")
                    .body(with(direct("KEY", null), "assignedTo", assigned))
                    .put(path(organization) + "/" + other),
            admin().header("If-Match", "*")
                    .body(with(direct("KEY", null), "assignedTo", assigned))
                    .put(path(organization) + "/" + unassigned)
        };
        for (Response answer : refused) {
            answer.then()
                    .statusCode(409)
                    .body("type", equalTo("urn:bellhop:problem:key-taken"))
                    .body("existingId", equalTo(holder.toString()))
                    .body("clashes[0].automationId", equalTo(automation.toString()))
                    .body("clashes[0].existingId", equalTo(holder.toString()));
        }
        variable(organization, with(direct("key", "5"), "assignedTo", assigned)); // keys are case-sensitive
    }

    @Test
    void isNotDeletedFromUnderAnAutomation() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        UUID id = variable(organization, with(direct("A", "v"), "assignedTo", List.of(automation.toString())));
        admin().header("If-Match", "*")
                .delete(path(organization) + "/" + id)
                .then()
                .statusCode(409)
                .body("usedBy[0].kind", equalTo("automation"))
                .body("usedBy[0].id", equalTo(automation.toString()));
    }

    @Test
    void losesADeletedAutomation() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        UUID id = variable(organization, with(direct("A", "v"), "assignedTo", List.of(automation.toString())));
        String stale = admin().get(path(organization) + "/" + id).header("ETag");
        admin().header("If-Match", "*")
                .delete(of(organization) + "/automations/" + automation)
                .then()
                .statusCode(204);
        admin().get(path(organization) + "/" + id)
                .then()
                .header("ETag", not(equalTo(stale)))
                .body("assignedTo", empty());
    }

    @Test
    void namesOnlyCredentialsOfItsOrganization() {
        UUID stranger = organization();
        UUID credential = credential(stranger, "Vault", config(stranger, "Tenant"));
        admin().body(Map.of(
                        "key", "A", "source", "credential", "credentialId", credential.toString(), "secretName", "a"))
                .post(path(organization()))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("credentialId"));
    }

    @Test
    void checksTheNameByTheCredentialsProvider() {
        UUID organization = organization();
        admin().body(fromVault(organization, "KEY", "a.b#c"))
                .post(path(organization))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("secretName"))
                .body("errors[0].expected", containsString("letters, digits and hyphens"));
    }

    @Test
    void warnsOfAnotherSpellingOfTheSameSecret() {
        UUID organization = organization();
        Map<String, Object> first = fromVault(organization, "A", "db-password");
        variable(organization, first);
        Map<String, Object> second = with(with(first, "key", "B"), "secretName", "DB_PASSWORD#user");
        created(admin().body(second).post(path(organization)))
                .then()
                .body("warnings[0]", containsString("one secret in Key Vault: DB-PASSWORD"));
        created(admin().body(fromVault(organization, "C", "Db_password")).post(path(organization)))
                .then()
                .body("warnings.size()", equalTo(2)); // another credential, the same vault
        created(admin().body(with(fromVault(organization, "D", "db-other"), "key", "D"))
                        .post(path(organization)))
                .then()
                .body("warnings", nullValue());
    }

    @Test
    void usingACredentialTakesTheRightToReadIt() {
        UUID organization = organization();
        Map<String, Object> body = fromVault(organization, "KEY", "a");
        member(organization, "environment_variables:manage")
                .body(body)
                .post(path(organization))
                .then()
                .statusCode(403);
        member(organization, "environment_variables:manage")
                .body(direct("KEY", "v"))
                .post(path(organization))
                .then()
                .statusCode(201);
        UUID id = idOf(created(member(organization, "environment_variables:manage", "secret_providers:read")
                .body(body)
                .post(path(organization))));
        member(organization, "environment_variables:manage")
                .header("If-Match", "*")
                .body(body)
                .put(path(organization) + "/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void takesALargeValue() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        String large = "€".repeat(21_000);
        variable(organization, with(direct("PEM", large), "assignedTo", List.of(automation.toString())));
        assertThat(values(organization, automation)).isEqualTo(Map.of("PEM", large));
    }

    private Map<String, Object> values(UUID organization, UUID automation) {
        Response answer = resolver().post(of(organization) + "/automations/" + automation + "/resolution-values");
        answer.then().statusCode(200);
        Map<String, Object> values = new HashMap<>();
        answer.<List<Map<String, String>>>path("values")
                .forEach(value -> values.put(value.get("key"), value.get("value")));
        return values;
    }

    private static Map<String, Object> direct(String key, String value) {
        Map<String, Object> body = new HashMap<>();
        body.put("key", key);
        body.put("source", "direct");
        body.put("value", value);
        return body;
    }

    private Map<String, Object> fromVault(UUID organization, String key, String secretName) {
        UUID credential = credential(
                organization, "Vault " + UUID.randomUUID(), config(organization, "Tenant " + UUID.randomUUID()));
        return Map.of(
                "key", key, "source", "credential", "credentialId", credential.toString(), "secretName", secretName);
    }

    private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(member, value);
        return changed;
    }

    private static String path(UUID organization) {
        return of(organization) + "/environment-variables";
    }
}
