package dev.bellhop.caller;

import static dev.bellhop.caller.KeyServerResource.ACME;
import static dev.bellhop.caller.KeyServerResource.AUTOMATION;
import static dev.bellhop.caller.KeyServerResource.GLOBEX;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(KeyServerResource.class)
class HttpEdgeTest {
    private static final String PROBLEM = "application/problem+json";

    @ConfigProperty(name = "test.issuer")
    String issuer;

    @TestHTTPResource(tls = true)
    URL service;

    @Test
    void letsACallerOfTheOrganizationIn() {
        as(people("ada", ACME, "automations:read"))
                .get("/v1/organizations/" + ACME + "/automations")
                .then()
                .statusCode(200)
                .body(equalTo("people"));
    }

    @Test
    void answersAnotherOrganizationAndAnUnknownOneAlike() {
        for (String organization : List.of(GLOBEX, "0b1f5a0e-6d2f-4a58-9d0d-ffffffffffff", "nonsense", "1-1-1-1-1")) {
            as(people("ada", ACME, "automations:read"))
                    .get("/v1/organizations/" + organization + "/automations")
                    .then()
                    .statusCode(403)
                    .contentType(PROBLEM)
                    .body("type", equalTo("urn:bellhop:problem:forbidden"))
                    .body("status", equalTo(403))
                    .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"));
        }
    }

    @Test
    void refusesAMissingPermission() {
        as(people("ada", ACME, "audit:read"))
                .get("/v1/organizations/" + ACME + "/automations")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:bellhop:problem:forbidden"));
    }

    @Test
    void managingImpliesReading() {
        as(people("ada", ACME, "automations:manage"))
                .get("/v1/organizations/" + ACME + "/automations/" + AUTOMATION)
                .then()
                .statusCode(200)
                .body(equalTo("ada"));
    }

    @Test
    void asksForEveryPermissionOfARepeatedAnnotation() {
        String path = "/v1/organizations/" + ACME + "/dry-run";
        as(people("ada", ACME, "automations:read")).post(path).then().statusCode(403);
        as(people("ada", ACME, "automations:read", "environment_variables:read"))
                .post(path)
                .then()
                .statusCode(200);
    }

    @Test
    void anyPermissionOfOneAnnotationIsEnough() {
        as(people("ada", ACME, "audit:read"))
                .get("/v1/organizations/" + ACME + "/either")
                .then()
                .statusCode(200);
    }

    @Test
    void withoutANamedPermissionMembershipIsStillChecked() {
        as(people("ada", ACME, "audit:read"))
                .get("/v1/organizations/" + ACME + "/member")
                .then()
                .statusCode(200);
        as(people("ada", ACME, "audit:read"))
                .get("/v1/organizations/" + GLOBEX + "/member")
                .then()
                .statusCode(403);
    }

    @Test
    void anEntitlementForOneAutomationOpensThatOneOnly() {
        String robot = people("robot:7:" + AUTOMATION, GLOBEX);
        as(robot)
                .get("/v1/organizations/" + ACME + "/automations/" + AUTOMATION)
                .then()
                .statusCode(200);
        as(robot).get("/v1/organizations/" + ACME + "/automations").then().statusCode(403);
        as(robot)
                .get("/v1/organizations/" + ACME + "/automations/" + GLOBEX)
                .then()
                .statusCode(403);
    }

    @Test
    void aPathThatNamesNoOrganizationIsClosed() {
        String operator = people("operator", ACME);
        as(operator).get("/v1/organizations/" + ACME + "/misspelt").then().statusCode(403);
        as(operator).get("/v1/things/" + ACME).then().statusCode(403);
        as(people("ada", ACME, "subject_tokens:issue"))
                .get("/v1/organizations/" + GLOBEX + "/misspelt")
                .then()
                .statusCode(403);
    }

    @Test
    void whatBelongsToNoOrganizationNeedsNone() {
        as(people("operator", ACME))
                .get("/v1/signing-keys/k1")
                .then()
                .statusCode(200)
                .body(equalTo("k1"));
        as(people("ada", ACME, "signing_keys:read"))
                .get("/v1/signing-keys/k1")
                .then()
                .statusCode(403);
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        given().spec(https())
                .get("/v1/organizations/" + ACME + "/automations")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("urn:bellhop:problem:unauthenticated"))
                .body("reason", equalTo("token-missing"));
    }

    @Test
    void saysWhyATokenIsRefused() {
        as("nonsense")
                .get("/v1/organizations/" + ACME + "/automations")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"token-malformed\"")
                .body("type", equalTo("urn:bellhop:problem:unauthenticated"))
                .body("reason", equalTo("token-malformed"))
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"));
    }

    @Test
    void neverTakesAKickoffGrant() {
        Map<String, Object> claims = TestIssuer.claims(
                issuer, "organization:" + ACME + ":automation:" + AUTOMATION, "bellhop-kickoff", Instant.now());
        claims.put("organization_id", ACME);
        as(TestIssuer.token(claims))
                .get("/v1/organizations/" + ACME + "/automations")
                .then()
                .statusCode(401)
                .body("reason", equalTo("audience-mismatch"));
    }

    @Test
    void refusesTwoAuthorizationHeaders() {
        given().spec(https())
                .header("Authorization", "Bearer a.b.c", "Bearer d.e.f")
                .get("/v1/open")
                .then()
                .statusCode(401);
    }

    @Test
    void leavesOpenWhatIsMarkedOpenAndClosesWhatIsForgotten() {
        given().spec(https()).get("/v1/open").then().statusCode(200);
        as(people("ada", ACME, "automations:read")).get("/v1/forgotten").then().statusCode(403);
        given().spec(https()).get("/v1/forgotten").then().statusCode(401);
    }

    @Test
    void anIssuerThatIsAwayIsNotTheCallersFault() {
        Map<String, Object> claims =
                TestIssuer.claims("https://localhost:1/away", "ada", "bellhop-config", Instant.now());
        as(TestIssuer.token(claims))
                .get("/v1/organizations/" + ACME + "/automations")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", "1")
                .header("WWW-Authenticate", nullValue())
                .body("type", equalTo("urn:bellhop:problem:keys-unavailable"));
    }

    private String people(String subject, String organization, String... permissions) {
        Map<String, Object> claims = TestIssuer.claims(issuer, subject, "bellhop-config", Instant.now());
        claims.put("org", organization);
        claims.put("perms", List.of(permissions));
        return TestIssuer.token(claims);
    }

    private RequestSpecification as(String token) {
        return given().spec(https()).header("Authorization", "Bearer " + token);
    }

    private RequestSpecification https() {
        return new RequestSpecBuilder()
                .setBaseUri("https://localhost:" + service.getPort())
                .setTrustStore(TlsResource.trustStore().toFile(), TlsResource.TRUST_STORE_PASSWORD)
                .build();
    }
}
