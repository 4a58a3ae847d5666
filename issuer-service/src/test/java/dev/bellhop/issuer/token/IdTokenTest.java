package dev.bellhop.issuer.token;

import static dev.bellhop.issuer.fake.CallersResource.AUTOMATION;
import static dev.bellhop.issuer.fake.CallersResource.ORGANIZATION;
import static dev.bellhop.issuer.fake.CallersResource.OTHER_ORGANIZATION;
import static dev.bellhop.issuer.fake.TokenEndpoint.ENTRA;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.AuditRows;
import dev.bellhop.issuer.fake.IdTokenClients;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.Verifier;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol of GitHub Actions, asked the way its clients ask. */
@QuarkusTest
@TestProfile(ManagedProfile.class)
class IdTokenTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    IdentityProvider provider;

    private String requestToken;

    @BeforeEach
    void open() {
        requestToken = tokenOf("service:resolver");
    }

    static Stream<Arguments> everyClientGetsATokenOfTenMinutes() {
        return IdTokenClients.all().map(client -> argumentSet(client.name(), client));
    }

    @ParameterizedTest
    @MethodSource
    void everyClientGetsATokenOfTenMinutes(IdTokenClients.Client client) throws Exception {
        HttpResponse<String> answer = client.ask(requestUrl(ORGANIZATION, ""), requestToken, ENTRA);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.fieldNames()).containsExactly("count", "value");
        assertThat(body.getInteger("count")).isEqualTo(body.getString("value").length());
        Map<String, Object> claims = verified(body).claims().getClaimsMap();
        assertThat(claims)
                .containsEntry("sub", "organization:" + ORGANIZATION)
                .containsEntry("exp", (long) claims.get("iat") + 600);
    }

    @ParameterizedTest
    @MethodSource("everyClientGetsATokenOfTenMinutes")
    void everyClientKeepsTheAutomationOfItsUrl(IdTokenClients.Client client) throws Exception {
        HttpResponse<String> answer =
                client.ask(requestUrl(ORGANIZATION, "&automation=" + AUTOMATION), tokenOf("service:narrow"), ENTRA);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(verified(new JsonObject(answer.body())).claims().getClaimsMap())
                .containsEntry("sub", "organization:" + ORGANIZATION + ":automation:" + AUTOMATION)
                .containsEntry("automation_id", AUTOMATION);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                argumentSet("no version", "?x=1", ENTRA, 400, "invalid-request", "v must be 1"),
                argumentSet("another version", "?v=2", ENTRA, 400, "invalid-request", "v must be 1"),
                argumentSet("no audience", "?v=1", "", 400, "invalid-request", "audience is missing"),
                argumentSet(
                        "two audiences",
                        "?v=1&audience=a",
                        ENTRA,
                        400,
                        "invalid-request",
                        "audience is given more than once"),
                argumentSet(
                        "an automation that is none",
                        "?v=1&automation=1",
                        ENTRA,
                        400,
                        "invalid-request",
                        "automation must be a UUID"),
                argumentSet(
                        "a kickoff grant", "?v=1", "bellhop-kickoff", 403, "invalid-target", "POST /oauth2/token only"),
                argumentSet(
                        "an audience off the list",
                        "?v=1",
                        "not-on-the-list",
                        403,
                        "invalid-target",
                        "bellhop.tokens.audiences"),
                argumentSet(
                        "an audience of others",
                        "?v=1",
                        "sts.amazonaws.com",
                        403,
                        "invalid-target",
                        "no grant of this caller"));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String query, String audience, int status, String code, String why) throws Exception {
        HttpResponse<String> answer = IdTokenClients.toolkit().ask(at(ORGANIZATION) + query, requestToken, audience);

        refused(answer, status, code, why);
    }

    @Test
    void refusesAnotherOrganizationsSubjectAndSaysSoInTheAuditTable() throws Exception {
        HttpResponse<String> answer =
                IdTokenClients.toolkit().ask(requestUrl(OTHER_ORGANIZATION, ""), tokenOf("service:narrow"), ENTRA);

        refused(answer, 403, "invalid-target", "no grant of this caller");
        assertThat(AuditRows.of(correlation(answer)))
                .containsOnlyKeys(
                        "correlation_id",
                        "action",
                        "outcome",
                        "reason",
                        "description",
                        "caller_issuer",
                        "caller_subject",
                        "organization_id",
                        "audience")
                .containsEntry("reason", "invalid_target")
                .containsEntry("caller_subject", "service:narrow")
                .containsEntry("organization_id", OTHER_ORGANIZATION);
    }

    @Test
    void refusesACallerWithoutThePermission() throws Exception {
        refused(
                IdTokenClients.toolkit().ask(requestUrl(ORGANIZATION, ""), tokenOf("service:scheduler"), ENTRA),
                403,
                "unauthorized-client",
                "subject_tokens:issue");
    }

    @Test
    void refusesABearerThatProvesNobody() throws Exception {
        String forConfig = provider.mint("service:resolver", "bellhop-config", Map.of(), Duration.ofMinutes(5));
        Map<String, String> reasons = Map.of("nonsense", "token-malformed", forConfig, "audience-mismatch");
        for (Map.Entry<String, String> one : reasons.entrySet()) {
            HttpResponse<String> answer =
                    IdTokenClients.toolkit().ask(requestUrl(ORGANIZATION, ""), one.getKey(), ENTRA);

            refused(answer, 401, "unauthenticated", "");
            assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo(one.getValue());
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer error=\"invalid_token\", error_description=\"" + one.getValue() + "\"");
            assertThat(AuditRows.of(correlation(answer)))
                    .containsEntry("reason", "unauthenticated")
                    .doesNotContainKey("caller_subject");
        }
    }

    @Test
    void asksForABearerWhereThereIsNone() throws Exception {
        HttpResponse<String> answer = IdTokenClients.withoutToken(requestUrl(ORGANIZATION, "&audience=x"));

        refused(answer, 401, "unauthenticated", "a bearer token of a trusted issuer is needed here");
        assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo("token-missing");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void mintsNothingForHead() {
        given().baseUri(root.toString())
                .header("Authorization", "Bearer " + requestToken)
                .head("/v1/organizations/" + ORGANIZATION + "/id-token?v=1&audience=" + ENTRA)
                .then()
                .statusCode(405)
                .header("Allow", "GET");
    }

    @Test
    void takesNoTokenOfItsOwnForAProof() throws Exception {
        String ours = new JsonObject(IdTokenClients.toolkit()
                        .ask(requestUrl(ORGANIZATION, ""), requestToken, ENTRA)
                        .body())
                .getString("value");

        refused(
                IdTokenClients.toolkit().ask(requestUrl(ORGANIZATION, ""), ours, ENTRA),
                401,
                "unauthenticated",
                "is not trusted here");
    }

    private static void refused(HttpResponse<String> answer, int status, String code, String why) {
        JsonObject problem = new JsonObject(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(problem.getString("type")).isEqualTo("urn:bellhop:problem:" + code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).contains(why).isEqualTo(problem.getString("message"));
    }

    private static String correlation(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("instance").substring("urn:uuid:".length());
    }

    private String tokenOf(String subject) {
        return provider.mint(subject, "bellhop-issuer", Map.of(), Duration.ofMinutes(5));
    }

    /** What an operator sets {@code ACTIONS_ID_TOKEN_REQUEST_URL} to. */
    private String requestUrl(String organization, String more) {
        return at(organization) + "?v=1" + more;
    }

    private String at(String organization) {
        return root + "v1/organizations/" + organization + "/id-token";
    }

    private Verifier.Verified verified(JsonObject answer) {
        return new Verifier(root).verify(answer.getString("value"), ManagedProfile.ISSUER, ENTRA);
    }
}
