package dev.bellhop.issuer;

import static dev.bellhop.issuer.fake.CallersResource.ORGANIZATION;
import static dev.bellhop.issuer.fake.TokenEndpoint.ENTRA;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.LogFile;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.OutageProfile;
import dev.bellhop.issuer.fake.TokenEndpoint;
import dev.bellhop.issuer.fake.Verifier;
import dev.bellhop.issuer.fake.Verifier.Verified;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageProfile.class)
class DatabaseOutageTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @TestHTTPResource(value = "/health/ready", management = true, tls = true)
    URL ready;

    IdentityProvider provider;

    AutoCloseable database;

    @Test
    void goesOnPublishingAndMintingWithoutItsDatabase() throws Exception {
        String keys = given().baseUri(root.toString()).get("/oauth2/jwks").asString();
        given().get(ready).then().statusCode(200).body("checks[0].data.database", equalTo("answering"));

        database.close();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> LogFile.text("outage").contains("the key ring cannot be read"));
        given().get(ready).then().statusCode(200).body("checks[0].data.database", equalTo("not answering: degraded"));
        given().baseUri(root.toString())
                .get("/.well-known/openid-configuration")
                .then()
                .statusCode(200);
        assertThat(given().baseUri(root.toString()).get("/oauth2/jwks").asString())
                .isEqualTo(keys);
        Response answer = new TokenEndpoint(root, provider).subjectToken("service:resolver", ENTRA, ORGANIZATION);
        answer.then().statusCode(200);
        Verified token = new Verifier(root).verify(answer.path("access_token"), ManagedProfile.ISSUER, ENTRA);
        String entry = "action=token-issued outcome=done";
        String jti = " jti=" + token.claims().getClaimValue("jti") + " ";
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        LogFile.text("outage").lines().anyMatch(line -> line.contains(entry) && line.contains(jti)));
        assertThat(LogFile.text("outage"))
                .contains("audit entries cannot be written to the table audit_entry and go to the log");
    }
}
