package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Edges;
import dev.bellhop.resolver.fake.Worker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** Credentials that authenticate by a client secret, as they run: plan, secret, Entra, vault. */
@QuarkusTest
class ClientSecretResolutionTest extends Edges {
    private static final String CANARY = "canary~client-secret";

    @TestHTTPResource(tls = true)
    URL service;

    @Test
    void opensTheVault() {
        resolve(Automation.ready().bySecret(CANARY, CANARY).secret("KEY", "key", "sk-1"))
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body(not(containsString(CANARY)));
    }

    @Test
    void aWrongOneIsNamedAndNotShown() {
        Automation automation =
                Automation.ready().bySecret(CANARY, "another~secret").secret("KEY", "key", "sk-1");

        resolve(automation)
                .statusCode(422)
                .body("variables[0].problem.type", equalTo("urn:bellhop:problem:client-secret-invalid"))
                .body("variables[0].problem.upstreamCode", equalTo("AADSTS7000215"))
                .body(
                        "variables[0].problem.fixRequest.url",
                        startsWith("https://graph.microsoft.com/v1.0/applications"))
                .body(not(containsString(CANARY)));
        assertThat(automation.vaultRequests()).isZero();
    }

    @Test
    void aCredentialChangedMeanwhileIsReadAnew() {
        resolve(Automation.ready()
                        .bySecret(CANARY, CANARY)
                        .secret("KEY", "key", "sk-1")
                        .changingMeanwhile())
                .statusCode(200);
    }

    private ValidatableResponse resolve(Automation automation) {
        return RestAssured.given()
                .auth()
                .oauth2(Callers.worker(automation.organization()))
                .contentType(ContentType.JSON)
                .body("{\"recipient\":" + new Worker().jwk() + "}")
                .post(service + "v1/organizations/" + automation.organization() + "/automations/"
                        + automation.automation() + "/resolutions")
                .then();
    }
}
