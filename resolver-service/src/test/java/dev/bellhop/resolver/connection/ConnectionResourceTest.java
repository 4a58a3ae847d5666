package dev.bellhop.resolver.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.Topics;
import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Edges;
import dev.bellhop.resolver.fake.Kafka;
import dev.bellhop.resolver.fake.Schemas;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Tests of credentials and the names they lead to, over HTTPS, at the emulated cloud. */
@QuarkusTest
class ConnectionResourceTest extends Edges {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(tls = true)
    URL service;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void everyLegOfAGoodOneIsTriedNow() {
        Automation automation = Automation.ready().secret("KEY", "key", "canary-value");
        int before = automation.vaultRequests();

        test(automation, "{\"secretName\":\"key\"}")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("outcome", equalTo("passed"))
                .body(
                        "hops.hop",
                        equalTo(java.util.List.of(
                                "settings", "issuer", "discovery", "clock", "exchange", "list", "read")))
                .body("hops.verdict.unique()", equalTo(java.util.List.of("passed")))
                .body("hops[6].remark", startsWith("version "))
                .body(not(containsString("canary-value")));

        assertThat(automation.vaultRequests() - before).as("one list, one read").isEqualTo(2);
    }

    @Test
    void aTestIsOnRecordWithoutAnyValue() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "canary-value");
        try (Kafka kafka = new Kafka(bootstrapServers)) {
            test(automation, "{\"secretName\":\"key\"}").statusCode(200);

            ConsumerRecord<byte[], byte[]> record =
                    kafka.await(audit -> audit.topic().equals(Topics.AUDIT)
                            && Kafka.text(audit.value())
                                    .contains(automation.credential().toString())
                            && Kafka.text(audit.value()).contains("credential.test"));
            JsonNode audit = JSON.readTree(record.value());
            assertThat(Schemas.errors(record)).isEmpty();
            assertThat(audit.get("outcome").asText()).isEqualTo("passed");
            assertThat(audit.get("secretName").asText()).isEqualTo("key");
            assertThat(audit.at("/caller/subject").asText()).isEqualTo("user:admin");
            assertThat(Kafka.text(record.value())).doesNotContain("canary-value");
        }
    }

    @Test
    void whatComesAfterAFailureIsNotReached() {
        Automation automation = Automation.ready().secret("KEY", "key", "v").distrusted();
        int before = automation.vaultRequests();

        test(automation, "{\"secretName\":\"key\"}")
                .statusCode(200)
                .body("outcome", equalTo("failed"))
                .body("hops[3].verdict", equalTo("passed"))
                .body("hops[4].verdict", equalTo("failed"))
                .body("hops[4].problem.type", equalTo("urn:bellhop:problem:federated-subject-mismatch"))
                .body("hops[4].problem.cause", containsString("organization:" + automation.organization()))
                .body("hops[4].problem.fix", containsString("az ad app federated-credential create"))
                .body("hops[4].problem.fixRequest.method", equalTo("PATCH"))
                .body("hops[4].problem.fixRequest.body.subject", equalTo("organization:" + automation.organization()))
                .body("hops[5].verdict", equalTo("not-reached"))
                .body("hops[6].verdict", equalTo("not-reached"));

        assertThat(automation.vaultRequests()).isEqualTo(before);
    }

    @Test
    void aRefusalThatIsRememberedIsAskedForAgain() {
        Automation automation = Automation.ready().distrusted();
        test(automation, null).body("hops[4].verdict", equalTo("failed"));

        automation.trusted();

        test(automation, null).body("outcome", equalTo("passed")).body("hops[6].verdict", equalTo("not-needed"));
    }

    @Test
    void aDeniedListLeavesTheReadToBeTried() {
        Automation automation = Automation.ready().secret("KEY", "key", "v").allowedOnly("key");

        test(automation, "{\"secretName\":\"key\"}")
                .body("outcome", equalTo("failed"))
                .body("hops[5].problem.type", equalTo("urn:bellhop:problem:vault-list-denied"))
                .body("hops[5].problem.fixRequest.url", containsString("/providers/Microsoft.Authorization/"))
                .body("hops[6].verdict", equalTo("passed"));
    }

    @Test
    void refusesWhatItCannotMean() {
        Automation automation = Automation.ready();

        test(automation, "{\"secretName\":\"../key\",\"more\":1}")
                .statusCode(400)
                .body("errors.field", hasItems("secretName", "more"));
        given(automation)
                .post(service + "v1/organizations/" + automation.organization() + "/secret-provider-credentials/"
                        + UUID.randomUUID() + "/test")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:bellhop:problem:credential-missing"));
    }

    @Test
    void onlyForThoseWhoSetCredentialsUp() {
        Automation automation = Automation.ready();

        RestAssured.given()
                .auth()
                .oauth2(Callers.worker(automation.organization()))
                .post(path(automation) + "/test")
                .then()
                .statusCode(403);
        RestAssured.given()
                .auth()
                .oauth2(Callers.admin(UUID.randomUUID()))
                .post(path(automation) + "/test")
                .then()
                .statusCode(403);
    }

    @Test
    void offersTheNamesThatBeginSo() {
        Automation automation = Automation.ready();
        for (int i = 10; i < 70; i++) {
            automation.secret("K" + i, "db-" + i, "v");
        }
        automation.secret("OTHER", "other", "v");

        names(automation, "DB_1")
                .statusCode(200)
                .body("source", equalTo("vault"))
                .body("complete", equalTo(true))
                .body("names.size()", equalTo(10))
                .body("names[0].name", equalTo("db-10"))
                .body("names[0].enabled", equalTo(true));
    }

    @Test
    void offersTheNamesInUseWhereTheVaultDoesNotList() {
        Automation automation = Automation.ready()
                .secret("KEY", "key", "v")
                .secret("AGAIN", "key", "v")
                .secret("OTHER", "other", "v")
                .allowedOnly("key");

        names(automation, "k")
                .statusCode(200)
                .body("source", equalTo("variables"))
                .body("complete", equalTo(false))
                .body("names.name", equalTo(java.util.List.of("key")))
                .body("problem.type", equalTo("urn:bellhop:problem:vault-list-denied"));
    }

    private ValidatableResponse test(Automation automation, String body) {
        RequestSpecification request = given(automation);
        return (body == null ? request : request.contentType(ContentType.JSON).body(body))
                .post(path(automation) + "/test")
                .then();
    }

    private ValidatableResponse names(Automation automation, String prefix) {
        return given(automation)
                .queryParam("prefix", prefix)
                .get(path(automation) + "/secret-names")
                .then();
    }

    private static RequestSpecification given(Automation automation) {
        return RestAssured.given().auth().oauth2(Callers.admin(automation.organization()));
    }

    private String path(Automation automation) {
        return service + "v1/organizations/" + automation.organization() + "/secret-provider-credentials/"
                + automation.credential();
    }
}
