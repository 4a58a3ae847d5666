package dev.bellhop.config.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTrailTest extends ServiceTest {

    @Test
    void tellsWhoChangedWhat() {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        String one = of(organization) + "/automations/" + automation;
        member(organization, "automations:manage")
                .header("If-Match", "*")
                .body(Map.of("name", "Flow"))
                .put(one)
                .then()
                .statusCode(200);
        admin().header("If-Match", "*").delete(one).then().statusCode(204);

        entries(organization, "")
                .then()
                .statusCode(200)
                .body("items.action", contains("DELETED", "REPLACED", "CREATED", "CREATED"))
                .body("items[1].by.caller", equalTo("test"))
                .body("items[1].by.issuer", equalTo("https://idp.test"))
                .body("items[1].by.subject", equalTo("user:member"))
                .body("items[1].correlationId", matchesPattern("[0-9a-f-]{36}"))
                .body("items[1].resource.kind", equalTo("automation"))
                .body("items[1].resource.id", equalTo(automation.toString()))
                .body("items[1].resource.name", equalTo("Flow"))
                .body("items[1].changes", contains(Map.of("field", "name", "from", "Crew", "to", "Flow")))
                .body("items[2].changes.field", hasItems("name", "enabled"))
                .body("items[3].resource.kind", equalTo("organization"));
    }

    @Test
    void tellsOfASecretOnlyThatItWasWritten() {
        UUID organization = organization();
        UUID id = variable(organization, Map.of("key", "K", "source", "direct", "value", "canary-1"));
        admin().header("If-Match", "*")
                .body(Map.of("key", "K", "source", "direct", "value", "canary-2"))
                .put(of(organization) + "/environment-variables/" + id)
                .then()
                .statusCode(200);
        Response entries = entries(organization, "");
        entries.then()
                .body(
                        "items[0].changes",
                        contains(Map.of("field", "value", "from", "(sealed, writing 1)", "to", "(sealed, writing 2)")));
        assertThat(entries.asString()).doesNotContain("canary");
    }

    @Test
    void tellsOfVariablesThatLostTheirAutomation() {
        UUID organization = organization();
        UUID first = automation(organization, "First");
        UUID second = automation(organization, "Second");
        List<String> both =
                Stream.of(first, second).map(UUID::toString).sorted().toList();
        UUID variable =
                variable(organization, Map.of("key", "K", "source", "direct", "value", "v", "assignedTo", both));
        admin().header("If-Match", "*")
                .delete(of(organization) + "/automations/" + first)
                .then()
                .statusCode(204);
        entries(organization, "")
                .then()
                .body("items[0].action", equalTo("DELETED"))
                .body("items[1].action", equalTo("REPLACED"))
                .body("items[1].resource.id", equalTo(variable.toString()))
                .body(
                        "items[1].changes",
                        contains(Map.of("field", "assignedTo", "from", both, "to", List.of(second.toString()))));
    }

    @Test
    void hasNoEntryWithoutAChange() {
        UUID organization = organization();
        automation(organization, "Crew");
        int before = entries(organization, "").<List<Object>>path("items").size();
        admin().body(Map.of("name", "crew"))
                .post(of(organization) + "/automations")
                .then()
                .statusCode(409);
        Response shown = admin().get(of(organization));
        admin().header("If-Match", shown.header("ETag"))
                .body(shown.asString())
                .put(of(organization))
                .then()
                .statusCode(200);
        assertThat(entries(organization, "").<List<Object>>path("items")).hasSize(before);
    }

    @Test
    void outlivesTheOrganization() {
        UUID organization = organization();
        admin().header("If-Match", "*").delete(of(organization)).then().statusCode(204);
        entries(organization, "").then().statusCode(200).body("items.action", contains("DELETED", "CREATED"));
    }

    @Test
    void isReadByPageAndTime() {
        UUID organization = organization();
        for (int i = 0; i < 4; i++) {
            automation(organization, "Crew " + i);
        }
        List<String> names = new ArrayList<>();
        String next = "";
        while (next != null) {
            Response page = entries(organization, "?limit=2" + next);
            names.addAll(page.<List<String>>path("items.resource.name"));
            String cursor = page.path("nextCursor");
            next = cursor == null ? null : "&cursor=" + cursor;
        }
        assertThat(names).hasSize(5).startsWith("Crew 3", "Crew 2", "Crew 1", "Crew 0");
        String third = entries(organization, "").path("items[1].at");
        entries(organization, "?from=" + third).then().body("items.resource.name", contains("Crew 3", "Crew 2"));
        entries(organization, "?until=" + third).then().body("items.size()", equalTo(3));
        entries(organization, "?from=yesterday").then().statusCode(400).body("errors[0].field", equalTo("from"));
    }

    @Test
    void isAskedForTimesThatTheStoreCanHold() {
        UUID organization = organization();
        for (String at :
                List.of("%2B10000-01-01T00:00:00Z", "%2B1000000000-12-31T23:59:59Z", "-0001-12-31T23:59:59Z")) {
            asWritten(organization, "until=" + at).then().statusCode(400).body("errors[0].field", equalTo("until"));
        }
        asWritten(organization, "from=0000-01-01T00:00:00Z&until=9999-12-31T23:59:59.999999999Z")
                .then()
                .statusCode(200);
        asWritten(organization, "cursor=AHAc0vqVeP8AAAAAAAAAAAAAAAEAAAAAAAAAAQ")
                .then()
                .statusCode(400);
    }

    @Test
    void isForAuditors() {
        UUID organization = organization();
        String path = of(organization) + "/audit-entries";
        member(organization, "automations:manage").get(path).then().statusCode(403);
        member(organization, "audit:read").get(path).then().statusCode(200);
        member(organization(), "audit:read").get(path).then().statusCode(403);
    }

    private Response asWritten(UUID organization, String query) {
        return admin().urlEncodingEnabled(false).get(of(organization) + "/audit-entries?" + query);
    }

    private Response entries(UUID organization, String query) {
        return admin().get(of(organization) + "/audit-entries" + query);
    }
}
