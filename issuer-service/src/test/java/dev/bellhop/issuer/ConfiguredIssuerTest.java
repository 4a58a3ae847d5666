package dev.bellhop.issuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.CallersResource;
import dev.bellhop.issuer.fake.ConfiguredProfile;
import dev.bellhop.issuer.fake.LogFile;
import dev.bellhop.issuer.fake.Operators;
import dev.bellhop.issuer.fake.TokenEndpoint;
import dev.bellhop.issuer.fake.Verifier;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URL;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.base64url.Base64Url;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's own key, an issuer below a path, and no PostgreSQL anywhere. */
@QuarkusTest
@TestProfile(ConfiguredProfile.class)
class ConfiguredIssuerTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @TestHTTPResource(value = "/health/ready", management = true, tls = true)
    URL ready;

    IdentityProvider provider;

    KeyPair pair;

    @ParameterizedTest
    @ValueSource(strings = {"", "/tenants/one"})
    void publishesTheOperatorsKeyAtTheRootAndBelowTheIssuersPath(String prefix) {
        given().baseUri(root.toString())
                .get(prefix + "/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body("issuer", equalTo(ConfiguredProfile.ISSUER))
                .body("jwks_uri", equalTo(ConfiguredProfile.ISSUER + "/oauth2/jwks"));
        Response jwks = given().baseUri(root.toString()).get(prefix + "/oauth2/jwks");
        jwks.then().statusCode(200).header("Cache-Control", "public, max-age=2");
        assertThat(jwks.<List<Map<String, String>>>path("keys"))
                .containsExactly(Map.of(
                        "kty", "RSA",
                        "use", "sig",
                        "alg", "RS256",
                        "kid", ConfiguredProfile.KEY_ID,
                        "n", Base64Url.encode(modulus()),
                        "e", "AQAB"));
    }

    @Test
    void mintsUnderItForTheConfiguredLife() {
        Response answer = new TokenEndpoint(root, provider)
                .subjectToken("service:resolver", TokenEndpoint.ENTRA, CallersResource.ORGANIZATION);

        answer.then().statusCode(200).body("expires_in", equalTo(600));
        Verifier.Verified token =
                new Verifier(root).verify(answer.path("access_token"), ConfiguredProfile.ISSUER, TokenEndpoint.ENTRA);
        assertThat(token.jose().getKeyIdHeaderValue()).isEqualTo(ConfiguredProfile.KEY_ID);
        String jti = " jti=" + token.claims().getClaimValue("jti") + " kid=\"" + ConfiguredProfile.KEY_ID + "\"";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> LogFile.text("configured").contains(jti)); // there is no other place for it
    }

    @Test
    void showsItsKeysToOperatorsAndRefusesToTurnThem() {
        Operators operators = new Operators(root, provider);

        operators
                .keys(Operators.AUDITOR)
                .then()
                .statusCode(200)
                .body("mode", equalTo("configured"))
                .body("keys.kid", equalTo(List.of(ConfiguredProfile.KEY_ID)))
                .body("keys.state", equalTo(List.of("active")));
        for (String change : List.of("prepare", "rotate")) {
            operators
                    .change(Operators.OPERATOR, change)
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:bellhop:problem:keys-configured"))
                    .body("detail", containsString("they change by restart"));
        }
        operators
                .change("revoke", Map.of("kid", ConfiguredProfile.KEY_ID))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:keys-configured"));
    }

    @Test
    void isReady() {
        given().get(ready).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void warnsThatTheKeyWasNeverAnnounced() {
        assertThat(LogFile.text("configured"))
                .contains("key " + ConfiguredProfile.KEY_ID + " was not announced before it signs");
    }

    @Test
    void writesNothingOfThePrivateKeyIntoTheLog() {
        String der = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());

        assertThat(LogFile.text("configured"))
                .doesNotContain("PRIVATE KEY", der.substring(60, 100), der.substring(600, 640));
    }

    private byte[] modulus() {
        byte[] bytes = ((RSAPublicKey) pair.getPublic()).getModulus().toByteArray();
        return java.util.Arrays.copyOfRange(bytes, bytes.length - 256, bytes.length);
    }
}
