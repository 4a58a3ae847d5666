package dev.bellhop.issuer.token;

import static dev.bellhop.issuer.fake.CallersResource.AUTOMATION;
import static dev.bellhop.issuer.fake.CallersResource.ORGANIZATION;
import static dev.bellhop.issuer.fake.TokenEndpoint.ENTRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.issuer.fake.AuditRows;
import dev.bellhop.issuer.fake.LogFile;
import dev.bellhop.issuer.fake.ManagedProfile;
import dev.bellhop.issuer.fake.TokenEndpoint;
import dev.bellhop.issuer.fake.Verifier;
import dev.bellhop.issuer.fake.Verifier.Verified;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class TokenEndpointTest {
    private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    @TestHTTPResource(value = "/", tls = true)
    URL root;

    IdentityProvider provider;

    private TokenEndpoint endpoint;

    @BeforeEach
    void open() {
        endpoint = new TokenEndpoint(root, provider);
    }

    @Test
    void mintsASubjectTokenThatVerifiesAgainstThePublishedKeys() {
        Response answer = endpoint.subjectToken("service:resolver", ENTRA, ORGANIZATION);

        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body("issued_token_type", equalTo("urn:ietf:params:oauth:token-type:jwt"))
                .body("token_type", equalTo("N_A"))
                .body("expires_in", equalTo(3600))
                .body("size()", equalTo(4));
        Verified token = verified(answer, ENTRA);
        assertThat(token.jose().getHeaders().getFullHeaderAsJsonString())
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\""
                        + token.jose().getKeyIdHeaderValue() + "\"}");
        Map<String, Object> claims = token.claims().getClaimsMap();
        long issuedAt = (long) claims.get("iat");
        assertThat(claims)
                .containsOnlyKeys("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "organization_id")
                .containsEntry("iss", ManagedProfile.ISSUER)
                .containsEntry("sub", "organization:" + ORGANIZATION)
                .containsEntry("aud", ENTRA)
                .containsEntry("nbf", issuedAt - 60)
                .containsEntry("exp", issuedAt + 3600)
                .containsEntry("organization_id", ORGANIZATION);
    }

    @Test
    void mintsAnAutomationsSubject() {
        Verified token = verified(endpoint.subjectToken("service:narrow", ENTRA, ORGANIZATION, AUTOMATION), ENTRA);

        assertThat(token.claims().getClaimsMap())
                .containsEntry("sub", "organization:" + ORGANIZATION + ":automation:" + AUTOMATION)
                .containsEntry("automation_id", AUTOMATION);
    }

    @Test
    void bindsAKickoffGrantToKickoffAndRecipient() {
        UUID kickoff = UUID.randomUUID();

        Response answer = endpoint.kickoffForm("service:scheduler", ORGANIZATION, AUTOMATION, kickoff)
                .formParam("recipient_jkt", THUMBPRINT)
                .post("/oauth2/token");

        answer.then().statusCode(200).body("expires_in", equalTo(300));
        Map<String, Object> claims =
                verified(answer, "bellhop-kickoff").claims().getClaimsMap();
        assertThat(claims)
                .containsOnlyKeys(
                        "iss",
                        "sub",
                        "aud",
                        "iat",
                        "nbf",
                        "exp",
                        "jti",
                        "organization_id",
                        "automation_id",
                        "kickoff_id",
                        "cnf")
                .containsEntry("sub", "organization:" + ORGANIZATION + ":automation:" + AUTOMATION)
                .containsEntry("kickoff_id", kickoff.toString())
                .containsEntry("cnf", Map.of("jkt", THUMBPRINT))
                .containsEntry("exp", (long) claims.get("iat") + 300);
    }

    @Test
    void auditsAKickoffGrantWhole() {
        UUID kickoff = UUID.randomUUID();
        Response answer = endpoint.kickoffForm("service:scheduler", ORGANIZATION, AUTOMATION, kickoff)
                .post("/oauth2/token");

        Verified token = verified(answer, "bellhop-kickoff");
        String jti = (String) token.claims().getClaimValue("jti");
        Map<String, String> entry = AuditRows.of(jti);
        assertThat(entry.remove("expires_at")).isNotNull();
        assertThat(entry)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("correlation_id", jti),
                        Map.entry("action", "token-issued"),
                        Map.entry("outcome", "done"),
                        Map.entry("caller_issuer", "https://identity.example"),
                        Map.entry("caller_subject", "service:scheduler"),
                        Map.entry("organization_id", ORGANIZATION),
                        Map.entry("automation_id", AUTOMATION),
                        Map.entry("audience", "bellhop-kickoff"),
                        Map.entry("kickoff_id", kickoff.toString()),
                        Map.entry("jti", jti),
                        Map.entry("kid", token.jose().getKeyIdHeaderValue())));
    }

    @Test
    void leavesOutTheConfirmationOfAKickoffWithoutRecipient() {
        Response answer = endpoint.kickoffForm("service:scheduler", ORGANIZATION, AUTOMATION, UUID.randomUUID())
                .post("/oauth2/token");

        assertThat(verified(answer, "bellhop-kickoff").claims().getClaimsMap()).doesNotContainKey("cnf");
    }

    @Test
    void givesEachTokenItsOwnId() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> endpoint.subjectToken("service:resolver", ENTRA, ORGANIZATION))
                .map(answer -> (String) verified(answer, ENTRA).claims().getClaimValue("jti"))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void takesASubjectTokenOfNearly8Kib() {
        String padded = provider.mint(
                "service:resolver", "bellhop-issuer", Map.of("padding", "x".repeat(5500)), Duration.ofMinutes(5));
        assertThat(padded.length()).isBetween(7500, 8192);

        endpoint.form(padded, ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void looksAtNoAuthorizationHeader() {
        endpoint.form(endpoint.tokenOf("service:resolver"), ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .header("Authorization", "Bearer nonsense")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void writesNoTokenIntoTheLog() {
        String mine = endpoint.tokenOf("service:resolver");
        String minted = endpoint.form(mine, ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .post("/oauth2/token")
                .path("access_token");
        String canary = "canary-" + UUID.randomUUID();
        endpoint.form("a." + canary + ".c", ENTRA, List.of()).post("/oauth2/token");
        endpoint.form(mine + canary, ENTRA, List.of("urn:bellhop:organization:" + ORGANIZATION))
                .post("/oauth2/token");

        assertThat(LogFile.text("managed"))
                .contains("audit entries go to the table audit_entry")
                .doesNotContain(
                        canary,
                        mine,
                        minted,
                        part(mine, 1),
                        part(mine, 2),
                        part(minted, 1),
                        part(minted, 2),
                        "PRIVATE KEY");
    }

    private static String part(String token, int index) {
        return token.split("\\.", -1)[index];
    }

    private Verified verified(Response answer, String audience) {
        return new Verifier(root).verify(answer.path("access_token"), ManagedProfile.ISSUER, audience);
    }
}
