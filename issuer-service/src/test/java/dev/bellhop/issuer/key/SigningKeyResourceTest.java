package dev.bellhop.issuer.key;

import static dev.bellhop.issuer.fake.Operators.AUDITOR;
import static dev.bellhop.issuer.fake.Operators.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.AuditRows;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.Operators;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class SigningKeyResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @TestHTTPResource(value = "/metrics", management = true, tls = true)
    URL metrics;

    IdentityProvider provider;

    private Operators operators;

    /** A ring of its own for each test: an active and a prepared key, both young. */
    @BeforeEach
    void beginAnew() throws Exception {
        operators = new Operators(root, provider);
        List<String> before = operators.keys(AUDITOR).path("keys.kid");
        execute("delete from signing_key");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kids()).hasSize(2).doesNotContainAnyElementsOf(before));
    }

    @Test
    void showsPublicHalvesAndDatesAndNothingElse() {
        Response answer = operators.keys(AUDITOR);

        answer.then()
                .statusCode(200)
                .body("mode", equalTo("managed"))
                .body("keys.state", equalTo(List.of("active", "prepared")))
                .body("keys[0].publicKey.kid", equalTo(kid("active")));
        List<Map<String, Object>> keys = answer.path("keys");
        assertThat(keys.get(1)).containsOnlyKeys("kid", "state", "preparedAt", "activatableAt", "publicKey");
        assertThat(keys)
                .allSatisfy(key -> assertThat(key.get("publicKey"))
                        .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                        .containsOnlyKeys("kty", "use", "alg", "kid", "n", "e"));
        Instant prepared = Instant.parse(answer.path("keys[1].preparedAt"));
        assertThat(Instant.parse(answer.path("keys[1].activatableAt"))).isEqualTo(prepared.plus(Duration.ofHours(24)));
        assertThat(Instant.parse(answer.path("rotatableAt"))).isEqualTo(prepared.plus(Duration.ofHours(24)));
        assertThat(Instant.parse(answer.path("nextRotationAt")))
                .isEqualTo(Instant.parse(answer.path("keys[0].activatedAt")).plus(Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "rotate", "activate", "revoke"})
    void isClosedToWhoMayOnlyReadOrNothing(String change) {
        operators.change(AUDITOR, change).then().statusCode(403);
        operators.change("service:scheduler", change).then().statusCode(403);
        operators.keys("service:scheduler").then().statusCode(403);
        RestAssured.given()
                .baseUri(root.toString())
                .contentType(ContentType.JSON)
                .post("/v1/signing-keys/" + change)
                .then()
                .statusCode(401);
    }

    @Test
    void refusesToRotateBeforeEveryCacheKnowsTheSuccessorAndSaysWhen() {
        String safe = operators.keys(AUDITOR).path("rotatableAt");

        ValidatableResponse refused = operators.change(OPERATOR, "rotate").then();

        refused.statusCode(409)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:bellhop:problem:signing-key-not-announced"))
                .body("detail", containsString("it may sign from then"))
                .body("safeAt", equalTo(safe))
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"));
        operators
                .change("activate", Map.of("kid", kid("prepared")))
                .then()
                .statusCode(409)
                .body("safeAt", equalTo(safe));
        auditedRefusal(refused, "keys-rotated", "signing-key-not-announced");
    }

    @Test
    void rotatesAtOnceIntoTheKeySetAndPreparesTheNext() throws Exception {
        String first = kid("active");
        String second = kid("prepared");
        announce();

        operators
                .change(OPERATOR, "rotate")
                .then()
                .statusCode(200)
                .body("keys.state", equalTo(List.of("retired", "active", "prepared")))
                .body("keys[0].kid", equalTo(first))
                .body("keys[1].kid", equalTo(second));

        assertThat(kidsOfKeySet())
                .containsExactlyInAnyOrderElementsOf(kids()); // this replica's, without waiting for the next read
        String third = kid("prepared");
        assertThat(third).isNotIn(first, second);
        audited("key-retired", first);
        audited("key-activated", second);
        audited("key-prepared", third);
    }

    @Test
    void refusesAFourthKeyUntilTheRetiredOneMayGo() throws Exception {
        announce();
        operators.change(OPERATOR, "rotate").then().statusCode(200);
        announce();
        String removal = operators.keys(AUDITOR).path("keys[0].removeAt");

        operators
                .change(OPERATOR, "rotate")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:key-set-full"))
                .body("safeAt", equalTo(removal))
                .body("detail", containsString("stays published until " + removal));
        assertThat(kids()).hasSize(3);
    }

    @Test
    void activatingTheKeyThatSignsChangesNothing() throws Exception {
        List<String> before = kids();

        operators.change("activate", Map.of("kid", kid("active"))).then().statusCode(200);

        assertThat(kids()).isEqualTo(before);
    }

    @Test
    void refusesToPrepareASecondSuccessor() {
        operators
                .change(OPERATOR, "prepare")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:signing-key-prepared-already"))
                .body("detail", containsString(kid("prepared") + " is prepared already and may sign from "));
    }

    @Test
    void revokesTheSigningKeyAndSaysWhatThatMeans() throws Exception {
        String signing = kid("active");
        String successor = kid("prepared");
        announce();

        Response answer = operators.change("revoke", Map.of("kid", signing));

        answer.then()
                .statusCode(200)
                .body("kid", equalTo(signing))
                .body("was", equalTo("active"))
                .body("tokensRefused", containsString("every token with kid " + signing))
                .body("signedNowBy", equalTo(successor))
                .body("ring.keys", hasSize(2));
        Instant revoked = Instant.parse(answer.path("revokedAt"));
        assertThat(Instant.parse(answer.path("replicasStoppedBy")))
                .isEqualTo(revoked.plus(Duration.ofHours(12)).plusSeconds(60));
        assertThat(Instant.parse(answer.path("cachesCleanFrom")))
                .isEqualTo(revoked.plusMillis(200) // this replica's pause between reads
                        .plusSeconds(10 + 60) // a read, and skew
                        .plus(Duration.ofMinutes(10)));
        assertThat(Instant.parse(answer.path("cachesCleanAtLatest")))
                .isEqualTo(revoked.plus(Duration.ofHours(12)).plus(Duration.ofMinutes(11)));
        assertThat(kidsOfKeySet()).doesNotContain(signing).contains(successor);
        assertThat(number("select count(*) from signing_key where kid = '" + signing
                        + "' and sealed_private_key is not null"))
                .as("its private half is kept")
                .isZero();
        audited("key-revoked", signing);
        operators
                .change("revoke", Map.of("kid", signing))
                .then()
                .statusCode(200)
                .body("was", equalTo("active"))
                .body("revokedAt", equalTo(revoked.toString()));
    }

    @Test
    void revokesTheSigningKeyForAnUnannouncedSuccessorOnlyIfToldTo() {
        String signing = kid("active");
        String safe = operators.keys(AUDITOR).path("rotatableAt");

        operators
                .change("revoke", Map.of("kid", signing))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:signing-key-not-announced"))
                .body("safeAt", equalTo(safe))
                .body("detail", containsString("\"acceptUnannouncedSuccessor\": true"));
        operators
                .change("revoke", Map.of("kid", signing, "acceptUnannouncedSuccessor", true))
                .then()
                .statusCode(200)
                .body("successorAnnouncedAt", equalTo(safe));
    }

    @Test
    void revokesAKeyThatNeverSigned() {
        String prepared = kid("prepared");

        operators
                .change("revoke", Map.of("kid", prepared))
                .then()
                .statusCode(200)
                .body("was", equalTo("prepared"))
                .body("tokensRefused", equalTo("none: it never signed"));
        assertThat(kids()).hasSize(2).doesNotContain(prepared);
    }

    @Test
    void knowsNoKeyButThePublishedOnes() {
        for (String change : List.of("activate", "revoke")) {
            operators
                    .change(change, Map.of("kid", "x'; drop table signing_key; --"))
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:bellhop:problem:signing-key-unknown"));
            operators
                    .change(change, Map.of("name", "x"))
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:bellhop:problem:signing-key-not-named"));
        }
    }

    @Test
    void measuresAgesAndNextDates() {
        String rotation = operators.keys(AUDITOR).path("nextRotationAt");

        await().atMost(PATIENCE).untilAsserted(() -> {
            String text = RestAssured.get(metrics).asString();
            assertThat(text)
                    .contains(
                            "bellhop_signing_keys_published 2.0", "bellhop_signing_key_age_seconds{state=\"active\"}");
            assertThat(value(text, "bellhop_signing_keys_next_rotation_timestamp_seconds"))
                    .isCloseTo(
                            Instant.parse(rotation).toEpochMilli() / 1000.0, org.assertj.core.data.Offset.offset(0.01));
            assertThat(value(text, "bellhop_key_ring_lease_left_seconds")).isBetween(43_000.0, 43_200.0);
        });
    }

    private static double value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<String> kids() {
        return operators.keys(AUDITOR).path("keys.kid");
    }

    private List<String> kidsOfKeySet() {
        return RestAssured.given().baseUri(root.toString()).get("/oauth2/jwks").path("keys.kid");
    }

    private String kid(String state) {
        return operators.keys(AUDITOR).path("keys.find { it.state == '" + state + "' }.kid");
    }

    /** As if the prepared key had been published two days ago. */
    private static void announce() throws SQLException {
        execute("update signing_key set prepared_at = prepared_at - interval '2 days',"
                + " activatable_at = activatable_at - interval '2 days' where state = 'prepared'");
    }

    private static void auditedRefusal(ValidatableResponse refused, String action, String reason) {
        String correlationId = refused.extract().<String>path("instance").substring("urn:uuid:".length());
        assertThat(AuditRows.of(correlationId))
                .containsEntry("action", action)
                .containsEntry("outcome", "refused")
                .containsEntry("reason", reason)
                .containsEntry("caller_subject", OPERATOR);
    }

    /** Waits for the entry about that key by the operator. */
    private static void audited(String action, String kid) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                number("select count(*) from audit_entry where action = '" + action + "' and kid = '"
                                        + kid + "' and outcome = 'done' and caller_subject = '" + OPERATOR + "'"))
                        .isEqualTo(1));
    }

    private static int number(String sql) throws SQLException {
        try (Connection connection = AuditRows.as("quarkus.flyway.");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = AuditRows.as("quarkus.flyway.");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
