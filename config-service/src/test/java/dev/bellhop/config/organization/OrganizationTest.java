package dev.bellhop.config.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganizationTest extends ServiceTest {

    @Test
    void takesAnIdOfTheCallersChoice() {
        UUID id = UUID.randomUUID();
        Response made =
                admin().body(Map.of("id", id.toString(), "name", "Acme " + id)).post("/v1/organizations");

        made.then()
                .statusCode(201)
                .header("Location", containsString("/v1/organizations/" + id))
                .header("ETag", "\"1\"")
                .body("id", equalTo(id.toString()))
                .body("enabled", equalTo(true));
        admin().body(Map.of("id", id.toString(), "name", "Another " + id))
                .post("/v1/organizations")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:id-taken"));
    }

    @Test
    void neverGivesAnIdTwice() {
        UUID id = organization();
        admin().header("If-Match", "*").delete(of(id)).then().statusCode(204);
        admin().get(of(id)).then().statusCode(404).body("type", equalTo("urn:bellhop:problem:organization-unknown"));

        admin().body(Map.of("id", id.toString(), "name", "Again " + id))
                .post("/v1/organizations")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:id-taken"))
                .body("detail", containsString("until it was deleted"));
    }

    @Test
    void givesANameOnceAndTellsTheHolderToThoseWhoMayKnow() {
        UUID acme = organization();
        String name = admin().get(of(acme)).path("name");
        admin().body(Map.of("name", name.toUpperCase(java.util.Locale.ROOT)))
                .post("/v1/organizations")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:name-taken"))
                .body("existingId", equalTo(acme.toString()));

        UUID globex = organization();
        Response refused = member(globex, "organizations:manage")
                .header("If-Match", "*")
                .body(Map.of("name", name))
                .put(of(globex));
        refused.then().statusCode(409);
        assertThat(refused.asString()).doesNotContain(acme.toString());
    }

    @Test
    void isReplacedUnderItsEntityTag() {
        UUID id = organization();
        admin().body(Map.of("name", "New " + id)).put(of(id)).then().statusCode(428);
        admin().header("If-Match", "\"2\"")
                .body(Map.of("name", "New " + id))
                .put(of(id))
                .then()
                .statusCode(412);
        admin().header("If-Match", "\"1\"")
                .body(Map.of("name", "New " + id, "enabled", false))
                .put(of(id))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("New " + id))
                .body("enabled", equalTo(false));
        admin().header("If-Match", "*")
                .body(Map.of("id", UUID.randomUUID().toString(), "name", "x"))
                .put(of(id))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("id"));
    }

    @Test
    void isNotDeletedWithSomethingInIt() {
        UUID id = organization();
        UUID automation = automation(id, "Crew");
        UUID config = config(id, "Tenant");
        UUID credential = credential(id, "Vault", config);
        UUID variable = variable(id, Map.of("key", "MODE", "source", "direct", "value", "v"));

        admin().header("If-Match", "*")
                .delete(of(id))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:in-use"))
                .body(
                        "usedBy.id",
                        hasItems(automation.toString(), config.toString(), credential.toString(), variable.toString()))
                .body("usedBy.name", hasItems("Crew", "Tenant", "Vault", "MODE"))
                .body("usedBy.kind", hasItems("automation", "environment-variable"));
    }

    @Test
    void needsTheRightToAllOfThemToMakeOne() {
        UUID id = organization();
        member(id, "organizations:manage")
                .body(Map.of("name", "Sneaky " + id))
                .post("/v1/organizations")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void listsWhatTheCallerMayRead() {
        UUID acme = organization();
        UUID globex = organization();
        member(acme, "organizations:read")
                .get("/v1/organizations")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(acme.toString())));
        member(acme, "organizations:read").get(of(globex)).then().statusCode(403);
        member(acme, "automations:read").get("/v1/organizations").then().statusCode(403);

        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Response page = admin().get("/v1/organizations?limit=2" + (cursor == null ? "" : "&cursor=" + cursor));
            all.addAll(page.<List<String>>path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(all).contains(acme.toString(), globex.toString()).doesNotHaveDuplicates();
        admin().get("/v1/organizations").then().body("items.id", not(hasItem("")));
    }
}
