package dev.bellhop.issuer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.CallersResource;
import dev.bellhop.issuer.fake.TokenEndpoint;
import dev.bellhop.issuer.fake.UnsetProfile;
import dev.bellhop.issuer.key.SigningKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Clock;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is set: the service starts and says what to set, and publishes nothing. */
@QuarkusTest
@TestProfile(UnsetProfile.class)
class UnsetIssuerTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @TestHTTPResource(value = "/health/ready", management = true, tls = true)
    URL ready;

    @TestHTTPResource(value = "/health/live", management = true, tls = true)
    URL live;

    IdentityProvider provider;

    @Inject
    SigningKeys keys;

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/oauth2/jwks"})
    void namesTheMissingSettingInsteadOfPublishing(String path) {
        given().baseUri(root.toString())
                .get(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .header("Retry-After", "30")
                .body("type", equalTo("urn:bellhop:problem:issuer-missing"))
                .body("status", equalTo(503))
                .body("detail", containsString("OIDC_ISSUER is not set"))
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"));
    }

    @Test
    void namesItAtTheTokenEndpointInThatEndpointsForm() {
        new TokenEndpoint(root, provider)
                .subjectToken("service:resolver", TokenEndpoint.ENTRA, CallersResource.ORGANIZATION)
                .then()
                .statusCode(503)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Retry-After", "30")
                .body("error", equalTo("temporarily_unavailable"))
                .body("error_description", containsString("OIDC_ISSUER is not set"));
    }

    @Test
    void namesTheSettingsThatManagedKeysNeed() {
        Assertions.assertThatThrownBy(() -> keys.at(Clock.systemUTC().instant()))
                .hasMessage(
                        "bellhop.sealing.keyset-file and quarkus.datasource.reactive.url are not set: managed keys need them;"
                                + " to run without a database set OIDC_PRIVATE_KEY or OIDC_PRIVATE_KEY_FILE instead");
    }

    @Test
    void isAliveAndNotReady() {
        given().get(live).then().statusCode(200);
        given().get(ready)
                .then()
                .statusCode(503)
                .body("checks[0].status", equalTo("DOWN"))
                .body("checks[0].data.reason", containsString("OIDC_ISSUER is not set"));
    }
}
