package dev.bellhop.issuer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.bellhop.embedded.PostgresResource;
import dev.bellhop.embedded.SealingResource;
import dev.bellhop.embedded.TlsResource;
import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.CallersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = PostgresResource.class,
        initArgs = @ResourceArg(name = "database", value = "issuer"),
        restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SealingResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TlsResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = CallersResource.class, restrictToAnnotatedClass = true)
class ManagedIssuerTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    IdentityProvider provider;

    @Test
    void publishesAKey() {
        given().baseUri(root.toString())
                .get("oauth2/jwks")
                .then()
                .statusCode(200)
                .body("keys", hasSize(2));
        given().baseUri(root.toString())
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam(
                        "subject_token",
                        provider.mint("service:resolver", "bellhop-issuer", Map.of(), Duration.ofMinutes(5)))
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")
                .formParam("audience", "api://AzureADTokenExchange")
                .formParam("resource", "urn:bellhop:organization:" + CallersResource.ORGANIZATION)
                .post("oauth2/token")
                .then()
                .log()
                .all()
                .statusCode(200)
                .body("token_type", equalTo("N_A"));
    }
}
