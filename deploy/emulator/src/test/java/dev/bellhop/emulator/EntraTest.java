package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.TenantPolicy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Entra's answers on the wire. */
class EntraTest {
    private static final String LOGIN = "https://login.microsoftonline.com/";
    private static final String CORRELATION = "6f0f8a3c-8a52-4a36-9c0e-0b1f6f3b2c11";
    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open();
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @BeforeEach
    void fill() {
        box.fill();
    }

    static Stream<Arguments> refusesWithStatusErrorAndCode() {
        return Stream.of(
                refusal(
                        "client unknown",
                        form -> form.put("client_id", UUID.randomUUID().toString()),
                        700016,
                        400,
                        "unauthorized_client"),
                refusal("client id no GUID", form -> form.put("client_id", "acme"), 700016, 400, "unauthorized_client"),
                refusal("grant missing", form -> form.remove("grant_type"), 900144, 400, "invalid_request"),
                refusal("no credential", form -> form.remove("client_assertion"), 7000216, 401, "invalid_client"),
                refusal("not a token", form -> form.put("client_assertion", "nonsense"), 50027, 400, "invalid_request"),
                refusal(
                        "subject",
                        form -> form.put("client_assertion", assertion("organization:x", Box.AUDIENCE)),
                        700213,
                        401,
                        "invalid_client"),
                refusal(
                        "subject's case",
                        form -> form.put(
                                "client_assertion", assertion(Box.SUBJECT.toUpperCase(Locale.ROOT), Box.AUDIENCE)),
                        7002138,
                        401,
                        "invalid_client"),
                refusal(
                        "audience",
                        form -> form.put("client_assertion", assertion(Box.SUBJECT, "other")),
                        700212,
                        401,
                        "invalid_client"),
                refusal(
                        "expired",
                        form -> form.put("client_assertion", claiming(Map.of("exp", 1_000_000_000))),
                        700024,
                        401,
                        "invalid_client"),
                refusal(
                        "not yet valid",
                        form -> form.put("client_assertion", claiming(Map.of("nbf", 4_000_000_000L))),
                        700024,
                        401,
                        "invalid_client"),
                refusal(
                        "issuer",
                        form -> form.put("client_assertion", claiming(Map.of("iss", "https://x.example.com"))),
                        700211,
                        401,
                        "invalid_client"),
                refusal(
                        "Entra's own",
                        form -> form.put("client_assertion", claiming(Map.of("iss", "https://sts.windows.net/x/"))),
                        700222,
                        401,
                        "invalid_client"),
                refusal(
                        "scope of a vault",
                        form -> form.put("scope", "https://acme-kv.vault.azure.net/.default"),
                        500011,
                        400,
                        "invalid_resource"),
                refusal(
                        "scope without default",
                        form -> form.put("scope", "https://vault.azure.net"),
                        1002012,
                        400,
                        "invalid_scope"));
    }

    private static Arguments refusal(
            String name, Consumer<Map<String, String>> change, int code, int status, String error) {
        return argumentSet(name, change, code, status, error);
    }

    @ParameterizedTest
    @MethodSource
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {
                "700016 unknown application, or one without service principal here",
                "7000216 no credential",
                "50027 the assertion is no JWT",
                "700211 no federated credential with this issuer",
                "700212 none with this audience",
                "700213 none with this subject",
                "7002138 the subject differs in case only",
                "700024 the assertion is expired or not valid yet; quotes the service's time",
                "500011 unknown resource in the scope",
                "1002012 scope without /.default"
            })
    void refusesWithStatusErrorAndCode(Consumer<Map<String, String>> change, int code, int status, String error) {
        Map<String, String> form = box.form();
        change.accept(form);

        HttpResponse<String> answer = box.token(form);

        JsonNode body = json(answer);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("error_codes")).hasSize(1);
        assertThat(body.path("error_codes").path(0).asInt()).isEqualTo(code);
        assertThat(body.path("error_description").asText()).startsWith("AADSTS" + code + ": ");
        assertThat(body.path("error_uri").asText()).isEqualTo("https://login.microsoftonline.com/error?code=" + code);
    }

    @Test
    @Emulates(
            area = Area.TOKEN_REQUEST,
            value = "error bodies: error, description with trace, correlation and time, codes, error_uri")
    @Emulates(area = Area.ENTRA_CODES, value = "900144 missing parameter, or another content type")
    void writesErrorsInEntrasShape() {
        Map<String, String> form = box.form();
        form.put("client_id", "99999999-9999-9999-9999-999999999999");

        HttpResponse<String> answer = box.send(HttpRequest.newBuilder(URI.create(Box.TOKEN_URL))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("client-request-id", CORRELATION)
                .header("return-client-request-id", "true")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));

        JsonNode body = json(answer);
        String trace = body.path("trace_id").asText();
        String time = body.path("timestamp").asText();
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly(
                        "error",
                        "error_description",
                        "error_codes",
                        "timestamp",
                        "trace_id",
                        "correlation_id",
                        "error_uri");
        assertThat(time).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ");
        assertThat(body.path("error_description").asText())
                .isEqualTo(
                        "AADSTS900144: The request body must contain the following parameter: 'client_id'. Trace ID: "
                                + trace + " Correlation ID: " + CORRELATION + " Timestamp: " + time);
        assertThat(answer.headers().firstValue("x-ms-request-id")).contains(trace);
        assertThat(answer.headers().firstValue("client-request-id")).contains(CORRELATION);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(answer.headers().firstValue("Date")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "99999999-9999-9999-9999-999999999999, 90002, invalid_tenant",
        "nobody.example.com, 90002, invalid_tenant",
        "1111, 900023, invalid_request",
        "common, 9001023, invalid_request",
        "organizations, 50059, invalid_request",
    })
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {
                "90002 unknown tenant, or one of another cloud",
                "900023 the tenant is neither GUID nor domain",
                "9001023 common or consumers",
                "50059 organizations"
            })
    void judgesTheTenantFirst(String tenant, int code, String error) {
        HttpResponse<String> answer = box.post(LOGIN + tenant + "/oauth2/v2.0/token", Map.of());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).isEqualTo(error);
        assertThat(code(answer)).isEqualTo(code);
    }

    @Test
    @Emulates(
            area = Area.TOKEN_REQUEST,
            value =
                    "order of checks: tenant, form, application, credential, federated credential, keys, policies, scope")
    void reportsOnlyTheFirstOfSeveralErrors() {
        Map<String, String> form = box.form();
        form.put("scope", "nonsense");
        form.put("client_assertion", claiming(Map.of("exp", 1, "sub", "x")));
        assertThat(code(box.token(form))).isEqualTo(700213);

        form.put("client_assertion", claiming(Map.of("exp", 1)));
        assertThat(code(box.token(form))).isEqualTo(700024);

        form.put("client_assertion", box.assertion());
        assertThat(code(box.token(form))).isEqualTo(1002012);

        form.put("client_id", "x");
        assertThat(code(box.token(form))).isEqualTo(700016);

        form.remove("grant_type");
        assertThat(code(box.token(form))).isEqualTo(900144);
    }

    @Test
    @Emulates(area = Area.ENTRA_CODES, value = "900561 not POST")
    void takesPostOnlyAndFormsOnly() {
        assertThat(code(box.get(Box.TOKEN_URL))).isEqualTo(900561);

        HttpResponse<String> json = box.send(HttpRequest.newBuilder(URI.create(Box.TOKEN_URL))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}")));
        assertThat(code(json)).isEqualTo(900144);
    }

    @Test
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {"70025 the application has no federated credential", "7000112 disabled application"})
    void refusesADisabledApplicationAndOneWithoutCredentials() {
        var cloud = box.emulator().cloud();
        cloud.deleteFederatedCredential(Box.TENANT, Box.CLIENT, "acme");
        assertThat(code(box.token(box.form()))).isEqualTo(70025);

        cloud.application(Box.TENANT, Box.CLIENT).enable(false);
        assertThat(code(box.token(box.form()))).isEqualTo(7000112);
    }

    @Test
    @Emulates(area = Area.HOSTS, value = "sovereign sign-in hosts; a tenant lives in one cloud")
    void aTenantLivesInOneCloudOnly() {
        HttpResponse<String> answer =
                box.post("https://login.microsoftonline.us/" + Box.TENANT + "/oauth2/v2.0/token", box.form());

        assertThat(code(answer)).isEqualTo(90002);
    }

    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "tenants by GUID and by verified domain")
    void findsATenantByItsDomain() {
        box.emulator().cloud().tenant(Box.TENANT).verifyDomains(Set.of("acme.example.com"));

        assertThat(box.post(LOGIN + "acme.example.com/oauth2/v2.0/token", box.form())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Emulates(
            area = Area.ACCESS_TOKENS,
            value = "life of 60 to 90 minutes; a day and refresh_in for clients with cp1; a lifetime policy")
    void givesADayToClientsThatUnderstandClaimsChallengesUnlessAPolicySaysOtherwise() {
        Map<String, String> form = box.form();
        form.put("claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}");
        JsonNode day = json(box.token(form));
        assertThat(day.path("expires_in").asLong()).isEqualTo(86_399);
        assertThat(day.path("refresh_in").asLong()).isEqualTo(43_199);

        box.emulator()
                .cloud()
                .tenant(Box.TENANT)
                .policy(TenantPolicy.NONE.withAccessTokenLife(Optional.of(Duration.ofMinutes(10))));
        JsonNode short_ = json(box.token(form));
        assertThat(short_.path("expires_in").asLong()).isEqualTo(599);
        assertThat(short_.has("refresh_in")).isFalse();
    }

    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "an assertion may be used until it expires")
    void anAssertionMayBeUsedAgain() {
        Map<String, String> form = box.form();

        assertThat(box.token(form).statusCode()).isEqualTo(200);
        assertThat(box.token(form).statusCode()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "user-assigned managed identities")
    void aManagedIdentityExchangesAsAnApplicationDoes() {
        UUID identity = UUID.randomUUID();
        var cloud = box.emulator().cloud();
        cloud.putApplication(Box.TENANT, identity, "uami", Application.Kind.MANAGED_IDENTITY);
        cloud.putFederatedCredential(
                Box.TENANT, identity, "one", box.emulator().identityProvider().issuer(), Box.SUBJECT);
        Map<String, String> form = box.form();
        form.put("client_id", identity.toString());

        assertThat(box.token(form).statusCode()).isEqualTo(200);
    }

    private static String assertion(String subject, String audience) {
        return box.emulator().identityProvider().mint(subject, audience, Map.of(), Duration.ofMinutes(5));
    }

    private static String claiming(Map<String, Object> claims) {
        return box.emulator().identityProvider().mint(Box.SUBJECT, Box.AUDIENCE, claims, Duration.ofMinutes(5));
    }

    private static int code(HttpResponse<String> answer) {
        return json(answer).path("error_codes").path(0).asInt();
    }
}
