package dev.bellhop.config.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.bellhop.config.ServiceTest;
import dev.bellhop.config.fake.AtOnce;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every administered resource promises, tried on each. */
@QuarkusTest
class AdministeredResourcesTest extends ServiceTest {
    private static final int WRITERS = 16;

    /** Each organization's config for credentials. */
    private final Map<UUID, UUID> configs = new ConcurrentHashMap<>();

    /** Where a resource is found and what it takes. */
    enum Resource {
        AUTOMATIONS("automations", "automation"),
        CONFIGS("workload-identity-configs", "workload-identity-config"),
        CREDENTIALS("secret-provider-credentials", "secret-provider-credential"),
        VARIABLES("environment-variables", "environment-variable");

        final String path;
        final String kind;

        Resource(String path, String kind) {
            this.path = path;
            this.kind = kind;
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsReadsListsReplacesAndDeletes(Resource resource) {
        UUID organization = organization();
        String collection = of(organization) + "/" + resource.path;
        Map<String, Object> body = body(resource, organization, "First");

        Response made = admin().body(body).post(collection);
        made.then()
                .statusCode(201)
                .header("Location", containsString(collection + "/" + made.path("id")))
                .header("ETag", "\"1\"")
                .body("revision", equalTo(1))
                .body("createdAt", notNullValue());
        String one = collection + "/" + made.path("id");

        Response read = admin().get(one);
        read.then().statusCode(200).header("ETag", "\"1\"");
        assertThat(read.asString()).isEqualTo(made.asString());
        admin().get(collection).then().statusCode(200).body("items.id", equalTo(List.of(made.<String>path("id"))));

        Map<String, Object> second = body(resource, organization, "Second");
        Response replaced = admin().header("If-Match", "\"1\"").body(second).put(one);
        replaced.then().statusCode(200).header("ETag", "\"2\"").body("revision", equalTo(2));
        assertThat(admin().get(one).asString()).isEqualTo(replaced.asString()).contains("Second");

        admin().header("If-Match", "\"2\"").delete(one).then().statusCode(204);
        admin().get(one)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:bellhop:problem:" + resource.kind + "-unknown"));
        admin().get(collection).then().body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @EnumSource
    void takesBackWhatItShowed(Resource resource) {
        UUID organization = organization();
        String one = make(resource, organization, "First");
        Response shown = admin().get(one);

        admin().header("If-Match", shown.header("ETag"))
                .body(shown.asString())
                .put(one)
                .then()
                .statusCode(200)
                .header("ETag", shown.header("ETag"))
                .body("updatedAt", equalTo(shown.path("updatedAt")));
    }

    @ParameterizedTest
    @EnumSource
    void wantsToKnowWhatAWriteWasMadeFrom(Resource resource) {
        UUID organization = organization();
        String one = make(resource, organization, "First");
        Map<String, Object> body = body(resource, organization, "Second");

        admin().body(body)
                .put(one)
                .then()
                .statusCode(428)
                .body("type", equalTo("urn:bellhop:problem:if-match-required"));
        admin().delete(one).then().statusCode(428).contentType(PROBLEM);
        for (String stale : List.of("\"7\"", "W/\"1\"", "\"1-default\"")) {
            admin().header("If-Match", stale)
                    .body(body)
                    .put(one)
                    .then()
                    .statusCode(412)
                    .body("type", equalTo("urn:bellhop:problem:stale"))
                    .body("currentETag", equalTo("\"1\""));
            admin().header("If-Match", stale).delete(one).then().statusCode(412);
        }
        admin().header("If-Match", "1").delete(one).then().statusCode(400).body("errors[0].field", equalTo("If-Match"));
        admin().header("If-Match", "\"0\", \"1\"").body(body).put(one).then().statusCode(200);
        admin().header("If-Match", "*").delete(one).then().statusCode(204);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotReplaceWhatIsNotThere(Resource resource) {
        UUID organization = organization();
        String nowhere = of(organization) + "/" + resource.path + "/" + UUID.randomUUID();
        admin().header("If-Match", "*")
                .body(body(resource, organization, "a"))
                .put(nowhere)
                .then()
                .statusCode(404);
        admin().header("If-Match", "*").delete(nowhere).then().statusCode(404);
        String ofNobody = of(UUID.randomUUID()) + "/" + resource.path;
        admin().get(ofNobody).then().statusCode(404).body("type", equalTo("urn:bellhop:problem:organization-unknown"));
        admin().body(body(resource, organization, "a")).post(ofNobody).then().statusCode(404);
    }

    @ParameterizedTest
    @EnumSource
    void showsEveryRowOnceAcrossPages(Resource resource) {
        UUID organization = organization();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(make(resource, organization, "Row" + i).replaceAll(".*/", ""));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            Response page = admin().get(of(organization) + "/" + resource.path + "?limit=3" + next);
            seen.addAll(page.<List<String>>path("items.id"));
            String cursor = page.path("nextCursor");
            next = cursor == null ? null : "&cursor=" + cursor;
        }
        assertThat(seen).isEqualTo(made);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "VARIABLES")
    void givesANameOnceWhateverItsCase(Resource resource) {
        UUID organization = organization();
        String holder = make(resource, organization, "Straße").replaceAll(".*/", "");
        String other = make(resource, organization, "Other");
        for (String same : List.of("Straße", "STRASSE", "strasse")) {
            admin().body(body(resource, organization, same))
                    .post(of(organization) + "/" + resource.path)
                    .then()
                    .statusCode(409)
                    .contentType(PROBLEM)
                    .body("type", equalTo("urn:bellhop:problem:name-taken"))
                    .body("detail", containsString("\"" + same + "\""))
                    .body("existingId", equalTo(holder));
            admin().header("If-Match", "*")
                    .body(body(resource, organization, same))
                    .put(other)
                    .then()
                    .statusCode(409)
                    .body("existingId", equalTo(holder));
        }
        make(resource, organization(), "Straße");
    }

    @ParameterizedTest
    @EnumSource
    void isClosedToOtherOrganizations(Resource resource) {
        UUID acme = organization();
        UUID globex = organization();
        String one = make(resource, acme, "Secret plan");
        String id = one.replaceAll(".*/", "");
        String[] all = {
            "automations:manage",
            "workload_identity_configs:manage",
            "secret_providers:manage",
            "environment_variables:manage",
            "organizations:manage",
            "audit:read"
        };
        Map<String, Object> body = body(resource, acme, "Mine now");

        String collection = of(acme) + "/" + resource.path;
        for (Response answer : List.of(
                member(globex, all).get(collection),
                member(globex, all).get(one),
                member(globex, all).body(body).post(collection),
                member(globex, all).header("If-Match", "*").body(body).put(one),
                member(globex, all).header("If-Match", "*").delete(one))) {
            answer.then().statusCode(403).contentType(PROBLEM).body("type", equalTo("urn:bellhop:problem:forbidden"));
        }
        // its own door, another organization's id
        String smuggled = of(globex) + "/" + resource.path + "/" + id;
        member(globex, all).get(smuggled).then().statusCode(404);
        member(globex, all).header("If-Match", "*").delete(smuggled).then().statusCode(404);
        assertThat(member(globex, all).get(of(globex) + "/" + resource.path).asString())
                .doesNotContain(id);
        admin().get(one).then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "VARIABLES")
    void letsOneOfManyCreatorsOfANameThrough(Resource resource) throws Exception {
        UUID organization = organization();
        Map<String, Object> body = body(resource, organization, "Wanted");
        String collection = of(organization) + "/" + resource.path;

        List<Response> answers = atOnce(() -> admin().body(body).post(collection));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        String winner = admin().get(collection).path("items[0].id");
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .extracting(answer -> answer.<String>path("existingId"))
                .containsOnly(winner);
    }

    @ParameterizedTest
    @EnumSource
    void losesNoUpdate(Resource resource) throws Exception {
        UUID organization = organization();
        String one = make(resource, organization, "First");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            names.add("Name" + i);
        }
        List<String> left = Collections.synchronizedList(new ArrayList<>(names));

        List<Response> answers = atOnce(() -> admin().header("If-Match", "\"1\"")
                .body(body(resource, organization, left.remove(0)))
                .put(one));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 412);
        List<Response> written =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(written).hasSize(1);
        assertThat(admin().get(one).asString()).isEqualTo(written.get(0).asString());
    }

    @ParameterizedTest
    @EnumSource
    void answersManyDeletersOfOneRowAsOneAfterAnother(Resource resource) throws Exception {
        UUID organization = organization();
        String one = make(resource, organization, "First");

        List<Response> answers =
                atOnce(() -> admin().header("If-Match", "\"1\"").delete(one));

        assertThat(answers).extracting(Response::statusCode).containsOnly(204, 404);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
    }

    private String make(Resource resource, UUID organization, String name) {
        String collection = of(organization) + "/" + resource.path;
        return collection + "/"
                + idOf(created(admin().body(body(resource, organization, name)).post(collection)));
    }

    /** References what it needs, made once per organization. */
    private Map<String, Object> body(Resource resource, UUID organization, String name) {
        return switch (resource) {
            case AUTOMATIONS -> Map.of("name", name);
            case CONFIGS -> configBody(name);
            case CREDENTIALS ->
                credentialBody(name, configs.computeIfAbsent(organization, o -> config(o, "For credentials")));
            case VARIABLES ->
                new HashMap<>(Map.of("key", name.replaceAll("[^A-Za-z0-9]", "_"), "source", "direct", "value", "v"));
        };
    }

    private static List<Response> atOnce(Callable<Response> request) throws Exception {
        return AtOnce.run(Collections.nCopies(WRITERS, request));
    }
}
