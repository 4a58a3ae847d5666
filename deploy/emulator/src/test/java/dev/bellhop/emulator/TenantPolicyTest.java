package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be set for a tenant, over the wire, by a clock in hand. */
class TenantPolicyTest {
    private static final MutableClock CLOCK = MutableClock.at("2026-01-01T00:00:00Z");
    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open(
                EmulatorOptions.of(CertificateAuthority.create("Test CA")).withClock(CLOCK));
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @BeforeEach
    void fill() {
        box.fill();
    }

    @Test
    @Emulates(
            area = Area.FEDERATED_CREDENTIALS,
            value = "a new one is not seen by sign-in for a set time; a changed one is seen as it was before")
    void signInSeesANewOrChangedCredentialOnlyAfterAWhile() {
        set("{\"federatedCredentialPropagationSeconds\":120}");
        var cloud = box.emulator().cloud();
        String issuer = box.emulator().identityProvider().issuer();
        cloud.deleteFederatedCredential(Box.TENANT, Box.CLIENT, "acme");
        cloud.putFederatedCredential(Box.TENANT, Box.CLIENT, "acme", issuer, Box.SUBJECT);
        assertThat(code(box.token(box.form()))).isEqualTo(70025);

        CLOCK.advance(Duration.ofSeconds(119));
        assertThat(code(box.token(box.form()))).isEqualTo(70025);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);

        cloud.putFederatedCredential(Box.TENANT, Box.CLIENT, "acme", issuer, "organization:other");
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(120));
        assertThat(code(box.token(box.form()))).isEqualTo(700213);
    }

    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "throttling: 429 with a plain text body and Retry-After: 60")
    void throttlesAnApplicationThatAsksTooOften() {
        set("{\"tokenRequestsPerMinute\":2}");
        box.token(box.form());
        box.token(box.form());

        HttpResponse<String> third = box.token(box.form());

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).isEqualTo("Too Many Requests");
        assertThat(third.headers().firstValue("Retry-After")).contains("60");
        CLOCK.advance(Duration.ofSeconds(60));
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
        assertThat(box.emulator().cloud().counters()).containsEntry("tokens.throttled", 1L);
    }

    @ParameterizedTest
    @CsvSource({"2023, 401, invalid_client", "2022, 400, invalid_request"})
    @Emulates(area = Area.ENTRA_CODES, value = "70021 no match, as Entra said until 2023 (tenant setting `answers`)")
    void answersAsOlderBuildsDid(String build, int status, String error) {
        set("{\"answers\":\"" + build + "\"}");
        Map<String, String> form = box.form();
        form.put("client_assertion", claiming(Map.of("sub", "organization:other")));

        HttpResponse<String> answer = box.token(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("error").asText()).isEqualTo(error);
        assertThat(code(answer)).isEqualTo(70021);
        assertThat(json(answer).path("error_description").asText())
                .contains("Assertion Subject: 'organization:other'.")
                .contains("\r\nTrace ID: ");
    }

    @ParameterizedTest
    @CsvSource({"current, 501661", "2023, 50166", "2022, 90061"})
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {
                "501661 the issuer's documents cannot be had",
                "50166, 90061 the same, as Entra said in 2023 and 2022 (tenant setting `answers`)"
            })
    void namesAnUnreachableIssuerAsItsBuildDoes(String build, int code) {
        set("{\"answers\":\"" + build + "\"}");
        box.emulator()
                .cloud()
                .putFederatedCredential(Box.TENANT, Box.CLIENT, "gone", "https://localhost:1/gone", Box.SUBJECT);
        Map<String, String> form = box.form();
        form.put("client_assertion", claiming(Map.of("iss", "https://localhost:1/gone")));

        HttpResponse<String> answer = box.token(form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"conditionalAccessBlocks\":true}|53003|Access has been blocked by Conditional Access policies.",
                "{\"enterpriseClaim\":\"acme\"}|7002381|must contain the enterprise claim with value 'acme'",
                "{\"disabledResources\":[\"https://vault.azure.net\"]}|500014|The service principal for resource",
            })
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {
                "53003 Conditional Access (tenant setting `conditionalAccessBlocks`)",
                "7002381 a policy demands the claim `enterprise` (tenant setting `enterpriseClaim`)",
                "500014 Key Vault's service principal is disabled (tenant setting `disabledResources`)"
            })
    void obeysItsAdministrators(String policy, int code, String words) {
        set(policy);

        HttpResponse<String> answer = box.token(box.form());

        assertThat(code(answer)).isEqualTo(code);
        assertThat(json(answer).path("error_description").asText()).contains(words);
    }

    @Test
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {
                "700222 the assertion was issued by Entra to an application",
                "700229 the assertion was issued by Entra to a user"
            })
    void tellsUserTokensOfEntraFromThoseOfApplications() {
        Map<String, String> form = box.form();
        form.put("client_assertion", claiming(Map.of("iss", "https://sts.windows.net/x/")));
        assertThat(code(box.token(form))).isEqualTo(700222);

        form.put(
                "client_assertion", claiming(Map.of("iss", "https://sts.windows.net/x/", "scp", "user_impersonation")));
        assertThat(code(box.token(form))).isEqualTo(700229);
    }

    private static void set(String policy) {
        assertThat(box.control("PUT", "/control/tenants/" + Box.TENANT, policy).statusCode())
                .isEqualTo(200);
    }

    private static String claiming(Map<String, Object> claims) {
        return box.emulator().identityProvider().mint(Box.SUBJECT, Box.AUDIENCE, claims, Duration.ofMinutes(5));
    }

    private static int code(HttpResponse<String> answer) {
        return json(answer).path("error_codes").path(0).asInt();
    }
}
