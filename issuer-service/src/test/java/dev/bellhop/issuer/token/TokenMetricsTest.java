package dev.bellhop.issuer.token;

import static dev.bellhop.issuer.fake.CallersResource.ORGANIZATION;
import static dev.bellhop.issuer.fake.TokenEndpoint.ENTRA;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.TokenEndpoint;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class TokenMetricsTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @TestHTTPResource(value = "/metrics", management = true, tls = true)
    URL metrics;

    IdentityProvider provider;

    private TokenEndpoint endpoint;

    @BeforeEach
    void open() {
        endpoint = new TokenEndpoint(root, provider);
    }

    @Test
    void countsByAudienceAndOutcome() {
        double minted = count(ENTRA, "minted");
        double refused = count(ENTRA, "unauthorized_client");
        double unread = count("none", "invalid_request");

        endpoint.subjectToken("service:resolver", ENTRA, ORGANIZATION);
        endpoint.subjectToken("service:nobody", ENTRA, ORGANIZATION);
        endpoint.form("x", ENTRA, List.of()).formParam("grant_type", "x").post("/oauth2/token");

        assertThat(count(ENTRA, "minted")).isEqualTo(minted + 1);
        assertThat(count(ENTRA, "unauthorized_client")).isEqualTo(refused + 1);
        assertThat(count("none", "invalid_request")).isEqualTo(unread + 1);
        assertThat(scrape()).contains("bellhop_tokens_seconds_sum{audience=\"" + ENTRA + "\",outcome=\"minted\"}");
    }

    @Test
    void neverTakesALabelFromARequest() {
        String invented = "invented-" + UUID.randomUUID();
        String pool =
                "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/" + invented + "/providers/p";
        double other = count("other", "invalid_target");

        endpoint.subjectToken("service:resolver", invented, ORGANIZATION);
        endpoint.subjectToken("service:resolver", pool, ORGANIZATION);

        assertThat(count("other", "invalid_target")).isEqualTo(other + 1);
        assertThat(count(
                        "//iam.googleapis.com/projects/*/locations/global/workloadIdentityPools/*/providers/*",
                        "invalid_target"))
                .isPositive();
        assertThat(scrape()).doesNotContain(invented);
    }

    @Test
    void countsDocumentsApartFromOtherRequests() {
        given().baseUri(root.toString()).get("/oauth2/jwks");
        given().baseUri(root.toString()).header("If-None-Match", "*").get("/.well-known/openid-configuration");

        assertThat(scrape())
                .containsPattern("bellhop_documents_total\\{document=\"jwks\",outcome=\"sent\"} [1-9]")
                .containsPattern("bellhop_documents_total\\{document=\"discovery\",outcome=\"unchanged\"} [1-9]")
                .doesNotContain("uri=\"/oauth2/jwks\"", "uri=\"/oauth2/token\"", "openid-configuration");
    }

    private double count(String audience, String outcome) {
        String series = "bellhop_tokens_seconds_count{audience=\"" + audience + "\",outcome=\"" + outcome + "\"} ";
        return scrape().lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .findFirst()
                .orElse(0);
    }

    private String scrape() {
        return given().get(metrics).then().statusCode(200).extract().asString();
    }
}
