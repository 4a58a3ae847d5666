package dev.bellhop.config.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Lists by filter: what is in them, and that each is a stretch of an index. */
@QuarkusTest
class ListFiltersTest extends ServiceTest {
    /** Set by {@link dev.bellhop.config.fake.TappedPostgresResource}: sent, prepared. */
    Supplier<List<List<String>>> statements;

    @Inject
    Pool pool;

    @Test
    void findsNamesByTheirBeginningWhateverTheCase() {
        UUID organization = organization();
        for (String name : List.of("Straße 2", "Berlin", "STRASSE 1", "Strand", "Zürich", "strasse 3")) {
            automation(organization, name);
        }
        String list = of(organization) + "/automations?limit=2&name=straSS";
        Response first = admin().get(list);
        first.then().statusCode(200).body("items.name", contains("STRASSE 1", "Straße 2"));
        first.then().body("nextCursor", notNullValue());
        admin().get(list + "&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.name", contains("strasse 3"))
                .body("nextCursor", equalTo(null));
        admin().get(of(organization) + "/automations?name=%25").then().body("items", empty());
        admin().urlEncodingEnabled(false)
                .get(of(organization) + "/automations?name=%00")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("name"));
    }

    @Test
    void takesACursorForItsOwnOrderOnly() {
        UUID organization = organization();
        for (int i = 0; i < 3; i++) {
            automation(organization, "Crew " + i);
        }
        String list = of(organization) + "/automations?limit=1";
        String byTime = admin().get(list).path("nextCursor");
        String byName = admin().get(list + "&name=crew").path("nextCursor");
        admin().get(list + "&name=crew&cursor=" + byTime)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("cursor"));
        admin().get(list + "&cursor=" + byName).then().statusCode(400);
        admin().get(list + "&name=crew&cursor=" + byName).then().body("items.name", contains("Crew 1"));
    }

    @Test
    void findsByProvider() {
        UUID organization = organization();
        UUID config = config(organization, "Tenant");
        credential(organization, "Vault", config);
        admin().get(of(organization) + "/workload-identity-configs?provider=azure&name=ten")
                .then()
                .statusCode(200)
                .body("items.id", contains(config.toString()));
        admin().get(of(organization) + "/secret-provider-credentials?provider=azure_key_vault")
                .then()
                .statusCode(200)
                .body("items.name", contains("Vault"));
        admin().get(of(organization) + "/secret-provider-credentials?provider=vault")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("provider"))
                .body("errors[0].expected", equalTo("one of azure_key_vault"));
    }

    @Test
    void findsTheVariablesOfAnAutomation() {
        UUID organization = organization();
        UUID crew = automation(organization, "Crew");
        UUID idle = automation(organization, "Idle");
        for (String key : List.of("B_KEY", "A_KEY", "C")) {
            direct(organization, key, List.of(crew.toString()));
        }
        direct(organization, "A_OTHER", List.of());
        String list = of(organization) + "/environment-variables";
        admin().get(list + "?automation=" + crew).then().body("items.key", contains("B_KEY", "A_KEY", "C"));
        admin().get(list + "?name=A_").then().body("items.key", contains("A_KEY", "A_OTHER"));
        admin().get(list + "?name=A_&automation=" + crew).then().body("items.key", contains("A_KEY"));
        UUID credential = credential(organization, "Vault", config(organization, "Tenant"));
        variable(
                organization,
                Map.of("key", "D", "source", "credential", "credentialId", credential.toString(), "secretName", "a"));
        variable(
                organization,
                Map.of("key", "E", "source", "default", "provider", "azure_key_vault", "secretName", "a"));
        admin().get(list + "?provider=azure_key_vault").then().body("items.key", contains("D", "E"));
        admin().get(list + "?automations=" + crew)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("automations"))
                .body("errors[0].expected", containsString("automation, cursor, limit, name, provider"));
        admin().get(list + "?automation=" + idle).then().statusCode(200).body("items", empty());
        admin().get(list + "?automation=x").then().statusCode(400).body("errors[0].field", equalTo("automation"));
        Response page = admin().get(list + "?limit=2&automation=" + crew);
        admin().get(list + "?limit=2&automation=" + crew + "&cursor=" + page.path("nextCursor"))
                .then()
                .body("items.key", contains("C"));
    }

    @Test
    void findsOrganizationsThatTheCallerMayRead() {
        String mark = "Find " + UUID.randomUUID();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(created(admin().body(Map.of("name", mark + " " + i)).post("/v1/organizations"))
                    .path("id"));
        }
        admin().get("/v1/organizations?name=" + mark.toLowerCase(Locale.ROOT))
                .then()
                .body("items.id", equalTo(made));
        member(UUID.fromString(made.get(1)), "organizations:read")
                .get("/v1/organizations?name=" + mark)
                .then()
                .body("items.id", contains(made.get(1)));
    }

    /** With every other way made dear, the planner still needs no sorting and no reading of whole tables: so there is an index. */
    @Test
    void readsEachListAlongAnIndex() {
        UUID organization = organization();
        UUID crew = automation(organization, "Crew 1");
        automation(organization, "Crew 2");
        UUID config = config(organization, "Crew 1");
        config(organization, "Crew 2");
        credential(organization, "Crew 1", config);
        credential(organization, "Crew 2", config);
        direct(organization, "Crew_1", List.of(crew.toString()));
        direct(organization, "Crew_2", List.of(crew.toString()));
        List<String> prepared = statements.get().get(1);
        List<String> lists = List.of(
                "/automations?",
                "/automations?name=crew&",
                "/workload-identity-configs?",
                "/workload-identity-configs?provider=azure&",
                "/workload-identity-configs?name=crew&provider=azure&",
                "/secret-provider-credentials?",
                "/secret-provider-credentials?provider=azure_key_vault&",
                "/secret-provider-credentials?name=crew&",
                "/environment-variables?",
                "/environment-variables?name=Crew&",
                "/environment-variables?automation=" + crew + "&");
        for (String list : lists) {
            String cursor = admin().get(of(organization) + list + "limit=1").path("nextCursor");
            assertThat(cursor).as(list).isNotNull();
            admin().get(of(organization) + list + "limit=1&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
        List<String> pages = prepared.stream()
                .distinct()
                .filter(text -> text.contains("order by") && text.contains("fetch first"))
                .filter(text -> text.contains(".created_at,") && !text.contains("for no key"))
                .toList();
        assertThat(pages).hasSizeGreaterThanOrEqualTo(2 * lists.size() - 2);
        for (String page : pages) {
            String plan = explained(organization, page);
            assertThat(plan).as(page).contains("Index").doesNotContain("Seq Scan");
            if (!page.contains(".id in (")) { // what an automation has is few rows, found by id and sorted
                assertThat(plan).as(page).doesNotContainPattern("(?<!Incremental )Sort  \\(");
            }
            if (page.contains("key>=")) { // the stretch, not the whole index and then a filter
                assertThat(plan).as(page).containsPattern("Index Cond: .*key.* >= ");
            }
        }
    }

    /** By a simple query: in the extended protocol the statement's parameters would be the explanation's. */
    private String explained(UUID organization, String statement) {
        return pool.withTransaction(connection -> connection
                        .query("select enter_organization('" + organization + "')")
                        .execute()
                        .chain(() -> connection
                                .query("set local enable_seqscan = off; set local enable_sort = off;"
                                        + " set local enable_bitmapscan = off")
                                .execute())
                        .chain(() -> connection
                                .query("explain (generic_plan) " + statement)
                                .execute()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .collect(Collectors.joining("\n")))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void direct(UUID organization, String key, List<String> automations) {
        variable(organization, Map.of("key", key, "source", "direct", "value", "v", "assignedTo", automations));
    }
}
