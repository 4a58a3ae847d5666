package dev.bellhop.config.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class BadInputTest extends ServiceTest {
    private static final String CANARY = "canary-7d1c2f";

    static Stream<Arguments> namesTheFieldAndWhatWasExpected() {
        return Stream.of(
                argumentSet("unknown field", "{\"name\":\"a\",\"colour\":1}", "colour", "no such field; known here: "),
                argumentSet("number for a text", "{\"name\":5}", "name", "a string"),
                argumentSet("text for a boolean", "{\"name\":\"a\",\"enabled\":\"true\"}", "enabled", "true or false"),
                argumentSet("number for a boolean", "{\"name\":\"a\",\"enabled\":1}", "enabled", "true or false"),
                argumentSet("an id of its own", "{\"name\":\"a\",\"id\":\"x\"}", "id", "a UUID"),
                argumentSet("an array", "[]", "body", "an object"),
                argumentSet("null", "null", "body", "a JSON object"),
                argumentSet("nothing", "", "body", "a JSON object"),
                argumentSet("no name", "{}", "name", "1 to 120 characters"),
                argumentSet("a blank name", "{\"name\":\" \"}", "name", "1 to 120 characters"),
                argumentSet("a long name", "{\"name\":\"" + "x".repeat(121) + "\"}", "name", "1 to 120 characters"),
                argumentSet("a line break in it", "{\"name\":\"a\\nb\"}", "name", "control characters"),
                argumentSet("a bidi override in it", "{\"name\":\"a\\u202eb\"}", "name", "control characters"),
                argumentSet("NUL in it", "{\"name\":\"a\\u0000b\"}", "name", "control characters"));
    }

    @ParameterizedTest
    @MethodSource
    void namesTheFieldAndWhatWasExpected(String body, String field, String expected) {
        Response answer = admin().body(body).post(of(organization()) + "/automations");

        answer.then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:bellhop:problem:invalid-request"))
                .body("status", equalTo(400))
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"))
                .body("errors.field", hasItem(field))
                .body("errors.expected", hasItem(containsString(expected)));
    }

    @Test
    void refusesABodyInNoEncoding() {
        admin().body(new byte[] {0, 0, 0, '{', 0})
                .post(of(organization()) + "/automations")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:bellhop:problem:malformed-json"));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        admin().body(Map.of(
                        "name",
                        "",
                        "azure",
                        Map.of("clientId", UUID.randomUUID().toString())))
                .post(of(organization()) + "/workload-identity-configs")
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("name", "cloudProvider", "azure.tenantId"));
    }

    @Test
    void tellsWhatCouldNotBeReadBesideWhatIsWrong() {
        String organization = of(organization());
        Response config = admin().body(
                        "{'name':'','colour':1,'cloudProvider':'gcp','azure':{'tenantId':'x','clientId':5,'cloud':3,'shape':{'a':[1]}},"
                                        .replace('\'', '"')
                                + "'subjectScope':'everyone','default':'yes','enabled':0,'id':[]}".replace('\'', '"'))
                .post(organization + "/workload-identity-configs");
        config.then()
                .statusCode(400)
                .body("type", equalTo("urn:bellhop:problem:invalid-request"))
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name",
                                "colour",
                                "cloudProvider",
                                "azure.tenantId",
                                "azure.clientId",
                                "azure.cloud",
                                "azure.shape",
                                "subjectScope",
                                "default",
                                "enabled",
                                "id"))
                .body("errors.find { it.field == 'cloudProvider' }.expected", equalTo("one of azure"))
                .body("errors.find { it.field == 'azure.shape' }.expected", containsString("tenantId"))
                .body("errors.find { it.field == 'default' }.expected", equalTo("true or false"));
        Response variable = admin().body(("{'key':'1A','source':'','value':{'" + CANARY + "':1},'required':'" + CANARY
                                + "','assignedTo':['" + CANARY + "',null,7,{}]}")
                        .replace('\'', '"'))
                .post(organization + "/environment-variables");
        variable.then()
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "key",
                                "source",
                                "value",
                                "required",
                                "assignedTo[0]",
                                "assignedTo[2]",
                                "assignedTo[3]"));
        assertThat(variable.asString()).doesNotContain(CANARY);
        admin().body("{'name':'a','azure':'x','provider':'azure_key_vault','authentication':'client_secret'}"
                        .replace('\'', '"'))
                .post(organization + "/secret-provider-credentials")
                .then()
                .statusCode(400)
                .body("errors.field", contains("azure"));
        admin().body("{'name':'','azure':{'vaultUrl':'http://user@x/'},'authentication':'workload_identity'}"
                        .replace('\'', '"'))
                .post(organization + "/secret-provider-credentials")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("name", "provider", "azure.vaultUrl"));
    }

    @Test
    void judgesTheIdOfAReplacementByItsAddress() {
        UUID organization = organization();
        String one = of(organization) + "/automations/" + automation(organization, "Crew");
        String id = one.replaceAll(".*/", "");
        admin().header("If-Match", "*")
                .body("{\"id\":\"" + id + "\",\"name\":\"\",\"enabled\":1}")
                .put(one)
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("enabled", "name"));
        admin().header("If-Match", "*")
                .body("{\"id\":\"" + UUID.randomUUID() + "\",\"name\":\"a\",\"enabled\":1}")
                .put(one)
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("enabled", "id"));
    }

    static Stream<Arguments> saysWhereItIsNotJson() {
        return Stream.of(
                argumentSet("cut off", "{\"name\":\"" + CANARY),
                argumentSet("not JSON", "name=" + CANARY),
                argumentSet("something behind it", "{\"name\":\"a\"} " + CANARY),
                argumentSet("a name twice", "{\"name\":\"a\",\"name\":\"" + CANARY + "\"}"),
                argumentSet("deeply nested", "[".repeat(5000)),
                argumentSet("bytes", "\u0000\u0001"));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhereItIsNotJson(String body) {
        Response answer = admin().body(body).post(of(organization()) + "/automations");

        answer.then().statusCode(400).contentType(PROBLEM);
        assertThat(answer.asString()).doesNotContain(CANARY);
    }

    static Stream<Arguments> refusesIdsThatAreNone() {
        return Stream.of("nonsense", "1-1-1-1-1", "0b1f5a0e6d2f4a589d0d6a6b1f2f0a01", "%00", "..%2f..")
                .map(id -> argumentSet(id, id));
    }

    @ParameterizedTest
    @MethodSource
    void refusesIdsThatAreNone(String id) {
        admin().urlEncodingEnabled(false)
                .get(of(organization()) + "/workload-identity-configs/" + id)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo("id"))
                .body("errors[0].expected", containsString("a UUID"));
    }

    @Test
    void answersWhatIsNotServedWithAProblem() {
        String automations = of(organization()) + "/automations";
        admin().get("/v2/organizations").then().statusCode(404).contentType(PROBLEM);
        admin().get(automations + "/" + UUID.randomUUID() + "/nothing")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        admin().patch("/v1/organizations").then().statusCode(405).contentType(PROBLEM);
        admin().contentType(ContentType.TEXT)
                .body("x")
                .post(automations)
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        admin().accept("text/html").get(automations).then().statusCode(406).contentType(PROBLEM);
    }

    static Stream<Arguments> refusesOddPages() {
        return Stream.of(
                argumentSet("none", "limit=0", "limit"),
                argumentSet("too many", "limit=201", "limit"),
                argumentSet("far too many", "limit=99999999999999999999", "limit"),
                argumentSet("no number", "limit=ten", "limit"),
                argumentSet("a cursor of somebody else", "cursor=abc", "cursor"),
                argumentSet("no base64", "cursor=**", "cursor"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesOddPages(String query, String field) {
        admin().get(of(organization()) + "/automations?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void takesABodyByEveryVersionOfHttpAndHoweverItsLengthIsTold() throws Exception {
        String key = "K".repeat(200);
        byte[] body = ("{\"key\":\"" + key + "\",\"source\":\"direct\",\"value\":\"" + "v".repeat(60_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        URI address =
                URI.create(service.toString().replaceAll("/$", "") + of(organization()) + "/environment-variables");
        for (HttpClient.Version version : HttpClient.Version.values()) {
            for (boolean announced : new boolean[] {true, false}) {
                HttpResponse<String> answer = post(
                        version,
                        address,
                        announced
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
                assertThat(answer.statusCode())
                        .as(version + " " + announced + answer.body())
                        .isEqualTo(201);
                assertThat(answer.version()).isEqualTo(version);
            }
        }
    }

    private HttpResponse<String> post(HttpClient.Version version, URI address, HttpRequest.BodyPublisher body)
            throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .build()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Bearer " + mint.apply("user:admin", NO_CLAIMS))
                                .header("Content-Type", "application/json")
                                .POST(body)
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void refusesABodyOverOneMebibyteWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        byte[] large = ("{\"name\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        URI address = URI.create(service.toString().replaceAll("/$", "") + of(organization()) + "/automations");
        for (HttpClient.Version version : HttpClient.Version.values()) {
            for (HttpRequest.BodyPublisher body : List.of(
                    BodyPublishers.ofByteArray(large),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
                HttpResponse<String> answer = post(version, address, body);
                assertThat(answer.statusCode()).as(version + " " + body).isEqualTo(413);
                assertThat(answer.body()).contains("urn:bellhop:problem:body-too-large");
                assertThat(answer.version()).isEqualTo(version);
            }
        }
    }
}
