package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.embedded.Topics;
import dev.bellhop.resolver.fake.Automation;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.Edges;
import dev.bellhop.resolver.fake.Kafka;
import dev.bellhop.resolver.fake.Schemas;
import dev.bellhop.resolver.fake.Worker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Resolutions over HTTPS: the same pipeline as for kickoff records. */
@QuarkusTest
class ResolutionResourceTest extends Edges {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(tls = true)
    URL service;

    @TestHTTPResource(value = "health/ready", management = true, tls = true)
    URL readiness;

    @TestHTTPResource(value = "openapi", management = true, tls = true)
    URL description;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Slots slots;

    private final Worker worker = new Worker();

    @Test
    void aWorkerGetsItsEnvironmentSealed() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "sk-1");
        UUID kickoff = UUID.randomUUID();
        try (Kafka kafka = new Kafka(bootstrapServers)) {
            String answer = post(automation, "{\"kickoffId\":\"" + kickoff + "\",\"recipient\":" + worker.jwk() + "}")
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("status", equalTo("resolved"))
                    .body("kickoffId", equalTo(kickoff.toString()))
                    .extract()
                    .asString();

            JsonNode opened = JSON.readTree(
                    worker.open(JSON.readTree(answer).get("environment").asText()));
            assertThat(opened.at("/environment/KEY").asText()).isEqualTo("sk-1");
            assertThat(answer).doesNotContain("sk-1");
            JsonNode audit = JSON.readTree(kafka.awaitAudit(kickoff).value());
            assertThat(audit.get("edge").asText()).isEqualTo("http");
            assertThat(audit.at("/caller/name").asText()).isEqualTo("workers");
            assertThat(audit.at("/caller/subject").asText()).isEqualTo("service:worker");
        }
    }

    @Test
    void inClearOnlyWhereItIsAllowed() {
        post(Automation.ready(), "{}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bellhop:problem:request-invalid"))
                .body("errors[0].field", equalTo("recipient"))
                .body("errors[0].fix", notNullValue());
    }

    @Test
    void everyMemberThatIsWrongIsNamed() {
        post(
                        Automation.ready(),
                        "{\"kickoffId\":\"1\",\"kind\":\"\",\"recipient\":{\"kty\":\"RSA\"},\"deadline\":\"soon\",\"dryRun\":true}")
                .statusCode(400)
                .body("errors.field", hasItem("kickoffId"))
                .body("errors.field", hasItem("kind"))
                .body("errors.field", hasItem("recipient.kty"))
                .body("errors.field", hasItem("deadline"))
                .body("errors.field", hasItem("dryRun"));
    }

    @Test
    void aBodyBeyondTheLimitIsAProblemToo() {
        post(Automation.ready(), "{\"kind\":\"" + "a".repeat(100_000) + "\"}")
                .statusCode(400)
                .body("errors[0].expected", equalTo("at most 16384 bytes"));
    }

    @Test
    void noQueryParameterIsSilentlyIgnored() {
        Automation automation = Automation.ready();
        given(automation)
                .body("{\"recipient\":" + worker.jwk() + "}")
                .post(path(automation) + "?dryrun=true")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("query"));
    }

    @Test
    void aFailureNamesEveryVariable() {
        Automation automation = Automation.ready().secret("A", "a", null).secret("B", "b", null);

        post(automation, "{\"recipient\":" + worker.jwk() + "}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bellhop:problem:variables-failed"))
                .body("status", equalTo(422))
                .body("instance", startsWith("urn:uuid:"))
                .body("variables.key", equalTo(List.of("A", "B")))
                .body("variables[0].problem.type", equalTo("urn:bellhop:problem:secret-not-found"));
    }

    @Test
    void anUnknownAutomationIsNotFound() {
        post(Automation.unknown(), "{\"recipient\":" + worker.jwk() + "}")
                .statusCode(404)
                .body("type", equalTo("urn:bellhop:problem:automation-unknown"));
    }

    @Test
    void anotherOrganizationsCallerIsForbidden() {
        Automation automation = Automation.ready().secret("KEY", "key", "v");

        given(Automation.ready())
                .body("{\"recipient\":" + worker.jwk() + "}")
                .post(path(automation))
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:bellhop:problem:forbidden"));
        assertThat(automation.vaultRequests()).isZero();
    }

    @Test
    void aKickoffGrantIsNoTokenForThisEdge() {
        Automation automation = Automation.ready();
        String grant = Callers.grant(
                automation.organization(), automation.automation(), UUID.randomUUID(), worker.thumbprint());

        RestAssured.given()
                .auth()
                .oauth2(grant)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(path(automation))
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:bellhop:problem:unauthenticated"));
    }

    @Test
    void whatAClientHadReadIsRecordedThoughItHasGone() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v").slowVault(Duration.ofSeconds(2));
        UUID kickoff = UUID.randomUUID();
        byte[] body = ("{\"kickoffId\":\"" + kickoff + "\",\"recipient\":" + worker.jwk() + "}")
                .getBytes(StandardCharsets.UTF_8);
        String head = "POST " + URI.create(path(automation)).getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + Callers.worker(automation.organization())
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Kafka kafka = new Kafka(bootstrapServers)) {
            try (Socket client = SSLSocketFactory.getDefault().createSocket(service.getHost(), service.getPort())) {
                client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().write(body);
                client.getOutputStream().flush();
                Awaitility.await().until(() -> slots.inFlight() > 0);
            }

            JsonNode record = JSON.readTree(kafka.awaitAudit(kickoff).value());

            assertThat(record.at("/reads/0/key").asText()).isEqualTo("KEY");
        }
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndDeliversNothing() throws Exception {
        Automation automation = Automation.ready()
                .secret("KEY", "key", "canary-value")
                .direct("MODE", "canary-mode")
                .secret("GONE", "gone", null)
                .optional("MAYBE", "maybe");
        UUID kickoff = UUID.randomUUID();
        try (Kafka kafka = new Kafka(bootstrapServers)) {
            String answer = RestAssured.given()
                    .auth()
                    .oauth2(Callers.admin(automation.organization()))
                    .contentType(ContentType.JSON)
                    .body("{\"kickoffId\":\"" + kickoff + "\"}")
                    .post(path(automation) + "?dryRun=true")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("dryRun", equalTo(true))
                    .body("outcome", equalTo("failed"))
                    .body("variables.find { it.key == 'KEY' }.outcome", equalTo("resolved"))
                    .body("variables.find { it.key == 'KEY' }.secretName", equalTo("key"))
                    .body("variables.find { it.key == 'KEY' }.version", notNullValue())
                    .body("variables.find { it.key == 'MODE' }.outcome", equalTo("resolved"))
                    .body("variables.find { it.key == 'GONE' }.outcome", equalTo("failed"))
                    .body(
                            "variables.find { it.key == 'GONE' }.problem.type",
                            equalTo("urn:bellhop:problem:secret-not-found"))
                    .body("variables.find { it.key == 'GONE' }.problem.fixRequest.method", equalTo("POST"))
                    .extract()
                    .asString();

            assertThat(answer).doesNotContain("canary").doesNotContain("environment\":");
            ConsumerRecord<byte[], byte[]> record = kafka.awaitAudit(kickoff);
            assertThat(Schemas.errors(record)).isEmpty();
            assertThat(JSON.readTree(record.value()).get("action").asText()).isEqualTo("kickoff.dry-run");
        }
    }

    @Test
    void aDryRunIsForThoseWhoSeeVariablesAndAResolutionIsNot() {
        Automation automation = Automation.ready().secret("KEY", "key", "v");

        given(automation)
                .body("{}")
                .post(path(automation) + "?dryRun=true")
                .then()
                .statusCode(403);
        RestAssured.given()
                .auth()
                .oauth2(Callers.admin(automation.organization()))
                .contentType(ContentType.JSON)
                .body("{\"recipient\":" + worker.jwk() + "}")
                .post(path(automation))
                .then()
                .statusCode(403);
        given(automation)
                .body("{}")
                .post(path(automation) + "?dryrun=true")
                .then()
                .statusCode(400);
        assertThat(automation.vaultRequests()).isZero();
    }

    @Test
    void whatIsWithheldIsRecordedAtLast() throws Exception {
        Automation automation = Automation.ready().secret("KEY", "key", "v");
        UUID kickoff = UUID.randomUUID();
        try (Kafka kafka = new Kafka(bootstrapServers)) {
            kafka.drop(Topics.AUDIT);
            try {
                post(automation, "{\"kickoffId\":\"" + kickoff + "\",\"recipient\":" + worker.jwk() + "}")
                        .statusCode(503)
                        .body("environment", nullValue());
            } finally {
                kafka.make(Topics.AUDIT);
            }
        }

        try (Kafka kafka = new Kafka(bootstrapServers)) {
            JsonNode record = JSON.readTree(kafka.await(audit -> audit.topic().equals(Topics.AUDIT)
                            && Kafka.text(audit.value()).contains(kickoff.toString())
                            && Kafka.text(audit.value()).contains("audit-unavailable"))
                    .value());
            assertThat(record.get("edge").asText()).isEqualTo("http");
            assertThat(record.at("/reads/0/key").asText()).isEqualTo("KEY");
        }
    }

    /** The API changes in review or not at all; if it is meant: {@code -Dbellhop.docs.write=true}. */
    @Test
    void theServedDescriptionIsTheCommittedOne() throws Exception {
        Path page = Path.of("..", "docs", "api", "resolver-service.yaml");
        String served =
                RestAssured.get(description).then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("bellhop.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, served);
        }

        assertThat(served).isEqualTo(Files.readString(page));
    }

    @Test
    void isReadyWithItsTopicsAtHand() {
        Awaitility.await() // the state is kept for some seconds, and another test may have taken a topic away
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        RestAssured.get(readiness).then().statusCode(200).body("checks.name", hasItem("Kafka topics")));
    }

    private ValidatableResponse post(Automation automation, String body) {
        return given(automation).body(body).post(path(automation)).then();
    }

    private RequestSpecification given(Automation automation) {
        return RestAssured.given()
                .auth()
                .oauth2(Callers.worker(automation.organization()))
                .contentType(ContentType.JSON);
    }

    private String path(Automation automation) {
        return service + "v1/organizations/" + automation.organization() + "/automations/" + automation.automation()
                + "/resolutions";
    }
}
