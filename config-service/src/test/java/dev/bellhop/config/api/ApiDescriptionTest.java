package dev.bellhop.config.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiDescriptionTest extends ServiceTest {
    private static final Path COMMITTED = Path.of("..", "docs", "api", "config-service.yaml");

    @TestHTTPResource(value = "/openapi", management = true, tls = true)
    URL openapi;

    @TestHTTPResource(value = "/swagger-ui", management = true, tls = true)
    URL swaggerUi;

    /** The API changes in review or not at all: copy target/openapi.yaml over the committed file if the change is meant. */
    @Test
    void theServedDescriptionIsTheCommittedOne() throws Exception {
        String served = given().get(openapi).then().statusCode(200).extract().asString();
        Files.writeString(Path.of("target", "openapi.yaml"), served);

        assertThat(served).isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void everyOperationShowsWhatIsSentAndAnswered() {
        for (ApiOperation operation : ApiOperation.all(openapi)) {
            assertThat(operation.bodiesWithoutExample())
                    .as(operation.toString())
                    .isEqualTo(List.of());
        }
    }

    /** In the package, and shut until somebody sets quarkus.swagger-ui.enabled. */
    @Test
    void theUserInterfaceIsNotServedUnasked() {
        given().redirects().follow(false).get(swaggerUi).then().statusCode(404);
    }
}
