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
import dev.bellhop.issuer.fake.LogFile;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.TokenEndpoint;
import dev.bellhop.issuer.fake.Verifier;
import dev.bellhop.issuer.fake.Verifier.Verified;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class TokenEndpointTest {
    private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    @TestHTTPResource(value = "/", tls = true)
    URL root;

    IdentityProvider provider;

    private TokenEndpoint endpoint;

    @BeforeEach
    void open() {
        endpoint = new TokenEndpoint(root, provider);
    }

    @Test
    void mintsASubjectTokenThatVerifiesAgainstThePublishedKeys() {
        Response answer = endpoint.subjectToken("service:resolver", ENTRA, ORGANIZATION);

        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body("issued_token_type", equalTo("urn:ietf:params:oauth:token-type:jwt"))
                .body("token_type", equalTo("N_A"))
                .body("expires_in", equalTo(3600))
                .body("size()", equalTo(4));
        Verified token = verified(answer, ENTRA);
        assertThat(token.jose().getHeaders().getFullHeaderAsJsonString())
                .isEqualTo(
                        "{\"kid\":\"" + token.jose().getKeyIdHeaderValue() + "\",\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        Map<String, Object> claims = token.claims().getClaimsMap();
        long issuedAt = (long) claims.get("iat");
        assertThat(claims)
                .containsOnlyKeys("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "organization_id")
                .containsEntry("iss", ManagedProfile.ISSUER)
                .containsEntry("sub", "organization:" + ORGANIZATION)
                .containsEntry("aud", ENTRA)
                .containsEntry("nbf", issuedAt - 60)
                .containsEntry("exp", issuedAt + 3600)
                .containsEntry("organization_id", ORGANIZATION);
    }

    @Test
    void mintsAnAutomationsSubject() {
        Verified token = verified(endpoint.subjectToken("service:narrow", ENTRA, ORGANIZATION, AUTOMATION), ENTRA);

        assertThat(token.claims().getClaimsMap())
                .containsEntry("sub", "organization:" + ORGANIZATION + ":automation:" + AUTOMATION)
                .containsEntry("automation_id", AUTOMATION);
    }

    @Test
    void bindsAKickoffGrantToKickoffAndRecipient() {
        UUID kickoff = UUID.randomUUID();

        Response answer = endpoint.kickoffForm("service:scheduler", ORGANIZATION, AUTOMATION, kickoff)
                .formParam("recipient_jkt", THUMBPRINT)
                .post("/oauth2/token");

        answer.then().statusCode(200).body("expires_in", equalTo(300));
        Map<String, Object> claims =
                verified(answer, "bellhop-kickoff").claims().getClaimsMap();
        assertThat(claims)
                .containsOnlyKeys(
                        "iss",
                        "sub",
                        "aud",
                        "iat",
                        "nbf",
                        "exp",
                        "jti",
                        "organization_id",
                        "automation_id",
                        "kickoff_id",
                        "cnf")
                .containsEntry("sub", "organization:" + ORGANIZATION + ":automation:" + AUTOMATION)
                .containsEntry("kickoff_id", kickoff.toString())
                .containsEntry("cnf", Map.of("jkt", THUMBPRINT))
                .containsEntry("exp", (long) claims.get("iat") + 300);
    }

    @Test
    void leavesOutTheConfirmationOfAKickoffWithoutRecipient() {
        Response answer = endpoint.kickoffForm("service:scheduler", ORGANIZATION, AUTOMATION, UUID.randomUUID())
                .post("/oauth2/token");

        assertThat(verified(answer, "bellhop-kickoff").claims().getClaimsMap()).doesNotContainKey("cnf");
    }

    @Test
    void givesEachTokenItsOwnId() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> endpoint.subjectToken("service:resolver", ENTRA, ORGANIZATION))
                .map(answer -> (String) verified(answer, ENTRA).claims().getClaimValue("jti"))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
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
        endpoint.subjectToken("service:narrow", ENTRA, OTHER_ORGANIZATION, AUTOMATION);

        assertThat(LogFile.text("managed"))
                .contains("token refused error=invalid_target callerIssuer=\"https://identity.example\""
                        + " callerSubject=\"service:narrow\" organizationId=" + OTHER_ORGANIZATION + " automationId="
                        + AUTOMATION + " audience=\"" + ENTRA + "\"");
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
                "invalid_request",
                "audience is given more than once");
    }

    @Test
    void takesALongSubjectTokenAndRefusesALongBody() {
        String padded = provider.mint(
                "service:resolver", "bellhop-issuer", Map.of("padding", "x".repeat(5500)), Duration.ofMinutes(5));
        assertThat(padded.length()).isBetween(7500, 8192);

        endpoint.form(padded, ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .post("/oauth2/token")
                .then()
                .statusCode(200);
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
    void looksAtNoAuthorizationHeader() {
        endpoint.form(endpoint.tokenOf("service:resolver"), ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .header("Authorization", "Bearer nonsense")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
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

    @Test
    void writesNoTokenIntoTheLog() {
        String mine = endpoint.tokenOf("service:resolver");
        String minted = endpoint.form(mine, ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .post("/oauth2/token")
                .path("access_token");
        String canary = "canary-" + UUID.randomUUID();
        endpoint.form("a." + canary + ".c", ENTRA, List.of()).post("/oauth2/token");
        endpoint.form(mine + canary, ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .post("/oauth2/token");

        assertThat(LogFile.text("managed"))
                .contains("token minted jti=")
                .doesNotContain(
                        canary,
                        mine,
                        minted,
                        part(mine, 1),
                        part(mine, 2),
                        part(minted, 1),
                        part(minted, 2),
                        "PRIVATE KEY");
    }

    private static String part(String token, int index) {
        return token.split("\\.", -1)[index];
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

    private Verified verified(Response answer, String audience) {
        return new Verifier(root).verify(answer.path("access_token"), ManagedProfile.ISSUER, audience);
    }
}
