package dev.bellhop.issuer.token;

import static dev.bellhop.issuer.fake.CallersResource.AUTOMATION;
import static dev.bellhop.issuer.fake.CallersResource.ORGANIZATION;
import static dev.bellhop.issuer.fake.CallersResource.OTHER_AUTOMATION;
import static dev.bellhop.issuer.fake.CallersResource.OTHER_ORGANIZATION;
import static dev.bellhop.issuer.fake.TokenEndpoint.ENTRA;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.AuditRows;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.TokenEndpoint;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class TokenRefusalTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    IdentityProvider provider;

    private TokenEndpoint endpoint;

    @BeforeEach
    void open() {
        endpoint = new TokenEndpoint(root, provider);
    }

    @Test
    void refusesWhatTheCallerMayNotHave() {
        refused(
                endpoint.subjectToken("service:nobody", ENTRA, ORGANIZATION),
                400,
                "unauthorized_client",
                "subject_tokens:issue");
        refused(
                endpoint.subjectToken("service:scheduler", ENTRA, ORGANIZATION),
                400,
                "unauthorized_client",
                "subject_tokens:issue");
        refused(
                endpoint.subjectToken("service:resolver", "sts.amazonaws.com", ORGANIZATION),
                400,
                "invalid_target",
                "no grant of this caller");
        refused(
                endpoint.subjectToken("service:resolver", "not-on-the-list", ORGANIZATION),
                400,
                "invalid_target",
                "bellhop.tokens.audiences");
        refused(
                endpoint.subjectToken("service:resolver", "bellhop-config", ORGANIZATION),
                400,
                "invalid_target",
                "bellhop.tokens.audiences");
        refused(
                endpoint.subjectToken("service:narrow", ENTRA, ORGANIZATION),
                400,
                "invalid_target",
                "no grant of this caller");
        refused(
                endpoint.subjectToken("service:narrow", ENTRA, OTHER_ORGANIZATION, AUTOMATION),
                400,
                "invalid_target",
                "no grant of this caller");
        refused(
                endpoint.subjectToken("service:narrow", ENTRA, ORGANIZATION, OTHER_AUTOMATION),
                400,
                "invalid_target",
                "no grant of this caller");
        UUID kickoff = UUID.randomUUID();
        refused(
                endpoint.kickoffForm("service:resolver", ORGANIZATION, AUTOMATION, kickoff)
                        .post("/oauth2/token"),
                400,
                "unauthorized_client",
                "kickoffs:resolve");
        refused(
                endpoint.kickoffForm("service:narrow", OTHER_ORGANIZATION, AUTOMATION, kickoff)
                        .post("/oauth2/token"),
                400,
                "invalid_target",
                "may not start kickoffs");
    }

    @Test
    void auditsARefusalWithItsCaller() {
        Response answer = endpoint.subjectToken("service:narrow", ENTRA, OTHER_ORGANIZATION, AUTOMATION);

        assertThat(AuditRows.of(answer.header("X-Correlation-Id")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "correlation_id",
                        answer.header("X-Correlation-Id"),
                        "action",
                        "token-issued",
                        "outcome",
                        "refused",
                        "reason",
                        "invalid_target",
                        "description",
                        answer.path("error_description"),
                        "caller_issuer",
                        "https://identity.example",
                        "caller_subject",
                        "service:narrow",
                        "organization_id",
                        OTHER_ORGANIZATION,
                        "automation_id",
                        AUTOMATION,
                        "audience",
                        ENTRA));
    }

    @Test
    void auditsARequestThatCouldNotBeRead() {
        String unread = given().baseUri(root.toString())
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/oauth2/token")
                .header("X-Correlation-Id");
        String unannounced = given().baseUri(root.toString())
                .contentType(ContentType.URLENC)
                .body("a=" + "b".repeat(40_000))
                .post("/oauth2/token")
                .header("X-Correlation-Id");

        for (String id : List.of(unread, unannounced)) {
            assertThat(AuditRows.of(id))
                    .containsOnlyKeys("correlation_id", "action", "outcome", "reason", "description")
                    .containsEntry("reason", "invalid_request");
        }
    }

    @Test
    void refusesASubjectTokenThatProvesNobody() {
        List<String> ours = List.of("urn:bellhop:organization:" + ORGANIZATION);
        String forConfig = provider.mint("service:resolver", "bellhop-config", Map.of(), Duration.ofMinutes(5));
        String expired = provider.mint("service:resolver", "bellhop-issuer", Map.of(), Duration.ofMinutes(-5));
        String stranger = IdentityProvider.create("https://stranger.example", Clock.systemUTC())
                .mint("service:resolver", "bellhop-issuer", Map.of(), Duration.ofMinutes(5));
        String forged = IdentityProvider.create(provider.issuer(), Clock.systemUTC())
                .mint("service:resolver", "bellhop-issuer", Map.of(), Duration.ofMinutes(5));
        String ourOwn =
                endpoint.subjectToken("service:resolver", ENTRA, ORGANIZATION).path("access_token");

        for (String token : List.of("x", "a.b.c", forConfig, expired, stranger, forged, ourOwn)) {
            refused(endpoint.form(token, ENTRA, ours).post("/oauth2/token"), 400, "invalid_request", "subject_token: ");
        }
    }

    @Test
    void readsFormsOnlyAndAnswersInTheFormOfTheStandard() {
        refused(
                given().baseUri(root.toString())
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/oauth2/token"),
                400,
                "invalid_request",
                "Content-Type must be application/x-www-form-urlencoded");
        refused(
                given().baseUri(root.toString())
                        .contentType(ContentType.URLENC)
                        .body("grant_type=%zz")
                        .post("/oauth2/token"),
                400,
                "invalid_request",
                "percent escape");
        refused(
                given().baseUri(root.toString())
                        .contentType(ContentType.URLENC)
                        .body("")
                        .post("/oauth2/token"),
                400,
                "invalid_request",
                "grant_type is missing");
        refused(
                endpoint.form(endpoint.tokenOf("service:resolver"), ENTRA, List.of())
                        .formParam("audience", "x")
                        .post("/oauth2/token"),
                400,
                "invalid_target",
                "audience is given more than once");
    }

    @Test
    void refusesALongBody() {
        refused(
                given().baseUri(root.toString())
                        .contentType(ContentType.URLENC)
                        .body("a=" + "b".repeat(40_000))
                        .post("/oauth2/token"),
                413,
                "invalid_request",
                "32768 bytes");
        refused(
                given().baseUri(root.toString())
                        .contentType(ContentType.URLENC)
                        .body("a=" + "b".repeat(400_000))
                        .post("/oauth2/token"),
                413,
                "invalid_request",
                "32768 bytes");
    }

    @Test
    void answersNoOtherMethodAndNothingElseIsOpen() {
        given().baseUri(root.toString())
                .get("/oauth2/token")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bellhop:problem:http-405"));
        given().baseUri(root.toString())
                .get("/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"));
    }

    /** Over HTTP/2, which the clients of our own services speak. */
    @ParameterizedTest
    @CsvSource({"100, 400", "20000, 400", "40000, 413", "400000, 413"})
    void answersEverySizeOfBodyOverHttp2(int size, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.toURI().resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=" + "b".repeat(size)))
                .build();

        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .build()
                .send(request, BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":\"invalid_request\"");
    }

    private static void refused(Response answer, int status, String error, String description) {
        answer.then()
                .statusCode(status)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error))
                .body("error_description", containsString(description))
                .body("size()", equalTo(2));
    }
}
