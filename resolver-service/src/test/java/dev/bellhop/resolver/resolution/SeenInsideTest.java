package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Edges;
import dev.bellhop.resolver.fake.Worker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URL;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the metrics say of a resolution. */
@QuarkusTest
class SeenInsideTest extends Edges {
    @TestHTTPResource(tls = true)
    URL service;

    @TestHTTPResource(value = "metrics", management = true, tls = true)
    URL metrics;

    @Test
    void everyHopIsTimedAndTokensAreCounted() {
        Automation automation = Automation.ready().secret("KEY", "key", "v1");
        resolve(automation);
        resolve(automation);
        resolve(automation);

        for (String hop : new String[] {"plan", "subject-token", "exchange", "vault"}) {
            assertThat(value("bellhop_hop_seconds_count{hop=\"" + hop + "\",outcome=\"answered\"}"))
                    .as(hop)
                    .isPositive();
        }
        assertThat(value("bellhop_tokens_total{hop=\"exchange\",result=\"fetched\"}"))
                .isPositive();
        assertThat(value("bellhop_tokens_total{hop=\"exchange\",result=\"held\"}"))
                .isPositive();
        assertThat(value("bellhop_vault_reads_total")).isGreaterThanOrEqualTo(3);
    }

    private void resolve(Automation automation) {
        RestAssured.given()
                .auth()
                .oauth2(Callers.worker(automation.organization()))
                .contentType(ContentType.JSON)
                .body("{\"recipient\":" + new Worker().jwk() + "}")
                .post(service + "v1/organizations/" + automation.organization() + "/automations/"
                        + automation.automation() + "/resolutions")
                .then()
                .statusCode(200);
    }

    /** Of a line of the Prometheus text format; 0 for none. */
    private double value(String name) {
        return Arrays.stream(RestAssured.get(metrics)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .split("\n"))
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
