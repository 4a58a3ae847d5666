package dev.bellhop.issuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.issuer.fake.UnsetProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnsetProfile.class)
class ApiDescriptionTest {
    @TestHTTPResource(value = "/openapi", management = true, tls = true)
    URL openapi;

    /** The API changes in review or not at all: copy target/openapi.yaml over openapi.yaml if the change is meant. */
    @Test
    void theServedDescriptionIsTheCommittedOne() throws Exception {
        String served = given().get(openapi).then().statusCode(200).extract().asString();
        Files.writeString(Path.of("target", "openapi.yaml"), served);

        assertThat(served).isEqualTo(Files.readString(Path.of("openapi.yaml")));
    }
}
