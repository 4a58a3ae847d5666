package dev.bellhop.issuer.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.issuer.fake.ManagedProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class PublishedDocumentsTest {
    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final String KEYS = "/oauth2/jwks";

    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @Test
    void namesTheIssuerAndItsKeys() {
        at(CONFIGURATION)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=3600")
                .header("Access-Control-Allow-Origin", "*")
                .body(equalTo("""
                        {"issuer":"https://issuer.bellhop.example","jwks_uri":"https://issuer.bellhop.example/oauth2/jwks",\
                        "response_types_supported":["id_token"],"subject_types_supported":["public"],\
                        "id_token_signing_alg_values_supported":["RS256"],\
                        "claims_supported":["iss","sub","aud","iat","nbf","exp","jti","organization_id","automation_id"]}"""));
    }

    @Test
    void publishesTheSigningKeyAndItsPreparedSuccessorAndNoPrivateMember() {
        Response answer = at(KEYS);

        answer.then()
                .statusCode(200)
                .contentType("application/jwk-set+json")
                .header("Cache-Control", "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*");
        List<Map<String, String>> keys = answer.path("keys");
        assertThat(keys).hasSize(2).allSatisfy(key -> {
            assertThat(key).containsOnlyKeys("kty", "use", "alg", "kid", "n", "e");
            assertThat(key)
                    .containsEntry("kty", "RSA")
                    .containsEntry("use", "sig")
                    .containsEntry("alg", "RS256")
                    .containsEntry("e", "AQAB");
            assertThat(key.get("kid")).matches("[A-Za-z0-9_-]{43}");
            assertThat(key.get("n")).hasSize(342);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIGURATION, KEYS})
    void answersNothingNewToWhoHasItAlready(String path) {
        String etag = at(path).header("ETag");

        given().baseUri(root.toString())
                .header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", etag)
                .header("Cache-Control", at(path).header("Cache-Control"))
                .body(emptyString());
        given().baseUri(root.toString())
                .header("If-None-Match", "\"old\"")
                .get(path)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIGURATION, KEYS})
    void answersHeadAsGetWithoutABody(String path) {
        Response get = at(path);

        given().baseUri(root.toString())
                .head(path)
                .then()
                .statusCode(200)
                .header("ETag", get.header("ETag"))
                .header("Content-Type", get.header("Content-Type"))
                .header("Content-Length", get.header("Content-Length"))
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void answersNoOtherMethod(String method) {
        given().baseUri(root.toString())
                .request(method, KEYS)
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .contentType("application/problem+json")
                .body("status", equalTo(405));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Basic x", "Bearer "})
    void isPublicWhateverARequestCarries(String authorization) {
        RequestSpecification request = given().baseUri(root.toString()).header("Authorization", authorization);

        request.get(KEYS).then().statusCode(200);
    }

    @Test
    void doesNotBelieveTheHostOfARequest() {
        given().baseUri(root.toString())
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example")
                .get(CONFIGURATION)
                .then()
                .body("issuer", equalTo(ManagedProfile.ISSUER));
    }

    private Response at(String path) {
        return given().baseUri(root.toString()).get(path);
    }
}
