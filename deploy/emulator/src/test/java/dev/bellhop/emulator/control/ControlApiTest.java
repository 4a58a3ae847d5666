package dev.bellhop.emulator.control;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.Box;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control API over HTTPS, as the local stack and test suites in other languages use it. */
class ControlApiTest {
    private static final String TENANT = "/control/tenants/44444444-0000-0000-0000-000000000001";
    private static final String APPLICATION = TENANT + "/applications/44444444-0000-0000-0000-000000000002";
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

    @Test
    @Emulates(area = Area.CONTROL, value = "the cloud's clock, set forward or back")
    void setsTheCloudsClockOff() {
        assertThat(put("/control/clock", "{\"offsetSeconds\":7200}").statusCode())
                .isEqualTo(204);
        assertThat(json(box.token(box.form())).path("error_codes").path(0).asInt())
                .isEqualTo(700024);
        assertThat(put("/control/clock", "{\"offsetSeconds\":0}").statusCode()).isEqualTo(204);
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/control/clock", "{\"offsetSeconds\":99999999}").statusCode())
                .isEqualTo(400);
    }

    @Test
    @Emulates(area = Area.CONTROL, value = "the control API builds a cloud in which an exchange and a read succeed")
    void buildsACloudInWhichAnExchangeAndAReadSucceed() {
        String issuer = box.emulator().identityProvider().issuer();
        put(TENANT, "");
        JsonNode application = json(put(APPLICATION, "{\"displayName\":\"Acme\",\"kind\":\"application\"}"));
        put(
                APPLICATION + "/federated-credentials/org-acme",
                "{\"issuer\":\"" + issuer + "\",\"subject\":\"s\",\"audiences\":[\"api://AzureADTokenExchange\"]}");
        put(
                "/control/vaults/built-kv",
                "{\"tenantId\":\"44444444-0000-0000-0000-000000000001\",\"cloud\":\"public\",\"authorization\":\"rbac\"}");
        put(
                "/control/vaults/built-kv/role-assignments/r1",
                "{\"principalId\":\"" + application.path("servicePrincipalId").asText()
                        + "\",\"role\":\"Key Vault Secrets User\"}");
        JsonNode secret = json(put("/control/vaults/built-kv/secrets/api-key", "{\"value\":\"v-1\"}"));
        String assertion = json(call(
                        "POST",
                        "/control/identity-provider/tokens",
                        "{\"subject\":\"s\",\"audience\":\"api://AzureADTokenExchange\",\"claims\":{},\"lifetimeSeconds\":60}"))
                .path("token")
                .asText();

        var form = box.form();
        form.put("client_id", application.path("clientId").asText());
        form.put("client_assertion", assertion);
        String token = json(box.post(
                        "https://login.microsoftonline.com/44444444-0000-0000-0000-000000000001/oauth2/v2.0/token",
                        form))
                .path("access_token")
                .asText();
        JsonNode read = json(box.get(
                "https://built-kv.vault.azure.net/secrets/api-key?api-version=7.6",
                "Authorization",
                "Bearer " + token));

        assertThat(read.path("value").asText()).isEqualTo("v-1");
        assertThat(read.path("id").asText()).isEqualTo(secret.path("id").asText());
        assertThat(secret.path("id").asText()).endsWith(secret.path("version").asText());
        assertThat(application.path("objectId").asText())
                .isNotEqualTo(application.path("servicePrincipalId").asText());
    }

    @Test
    void keepsServicePrincipalAndCredentialsWhenAnApplicationIsPutAgain() {
        put(TENANT, "");
        String first = put(APPLICATION, "{\"displayName\":\"A\"}").body();
        put(
                APPLICATION + "/federated-credentials/one",
                "{\"issuer\":\"https://i.example.com\",\"subject\":\"s\",\"audiences\":[\"a\"]}");

        assertThat(put(APPLICATION, "{\"displayName\":\"B\",\"enabled\":true}").body())
                .isEqualTo(first);
        assertThat(call("GET", APPLICATION + "/federated-credentials/one", "").body())
                .isEqualTo(
                        "{\"name\":\"one\",\"issuer\":\"https://i.example.com\",\"subject\":\"s\",\"audiences\":[\"a\"]}");
        assertThat(call("DELETE", APPLICATION + "/federated-credentials/one", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call("GET", APPLICATION + "/federated-credentials/one", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/control/tenants/1|{}|400|tenant: expected a GUID",
                "PUT|/control/tenants/44444444-0000-0000-0000-000000000001|{\"cloud\":\"moon\"}|400|cloud: expected public, usgov or china, got 'moon'",
                "PUT|/control/tenants/44444444-0000-0000-0000-000000000001|{\"x\":1}|400|x: unknown member, expected one of [accessTokenLifetimeSeconds, answers, cloud, conditionalAccessBlocks, disabledResources, domains, enterpriseClaim, federatedCredentialPropagationSeconds, tokenRequestsPerMinute]",
                "PUT|/control/tenants/44444444-0000-0000-0000-000000000001|{\"domains\":1}|400|domains: wrong type",
                "PUT|/control/tenants/44444444-0000-0000-0000-000000000001|{|400|the body is not JSON, at line 1",
                "PUT|/control/tenants/99999999-0000-0000-0000-000000000001/applications/44444444-0000-0000-0000-000000000002|{}|404|no tenant 99999999-0000-0000-0000-000000000001",
                "PUT|/control/vaults/acme-kv|{}|400|tenantId: required",
                "PUT|/control/vaults/acme-kv|{\"tenantId\":\"11111111-1111-1111-1111-111111111111\",\"cloud\":\"china\"}|400|cloud: expected 'public', where the tenant lives",
                "PUT|/control/vaults/a--b|{\"tenantId\":\"11111111-1111-1111-1111-111111111111\"}|400|vault: expected 3 to 24 lower-case letters, digits and single hyphens",
                "PUT|/control/vaults/absent/secrets/a|{\"value\":\"x\"}|404|no vault absent",
                "PUT|/control/vaults/acme-kv/secrets/a_b|{\"value\":\"x\"}|400|secret name: expected 1 to 127 letters, digits and hyphens",
                "PUT|/control/vaults/acme-kv/secrets/a|{}|400|value: required",
                "PUT|/control/vaults/acme-kv/secrets/a|{\"value\":\"x\",\"expires\":\"soon\"}|400|expires: expected a time such as 2026-11-21T10:00:00Z",
                "DELETE|/control/vaults/acme-kv/secrets/absent||404|no secret absent",
                "PUT|/control/vaults/acme-kv/role-assignments/r|{\"principalId\":\"22222222-2222-2222-2222-222222222222\",\"role\":\"King\"}|400|role: expected one of Key Vault Secrets User, Key Vault Reader, Key Vault Secrets Officer, Key Vault Administrator, Key Vault Contributor",
                "PUT|/control/faults/f|{\"status\":99}|400|status: expected 200 to 599",
                "GET|/control/requests?since=x||400|since: expected a sequence number",
                "GET|/control/nothing||404|there is nothing at this path",
                "POST|/control/counters||405|not with this verb",
            })
    void saysWhatIsWrong(String method, String path, String body, int status, String detail) {
        HttpResponse<String> answer = call(method, path, body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void quotesNoValueInItsProblems() {
        HttpResponse<String> answer =
                call("PUT", "/control/vaults/acme-kv/secrets/a", "{\"value\":{\"v\":\"s3cret\"}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("value: wrong type").doesNotContain("s3cret");
    }

    @Test
    void opensOnlyToTheControlToken() throws Exception {
        for (String header : new String[] {"Bearer wrong", "Basic x", "bearer"}) {
            HttpResponse<String> answer = box.direct()
                    .send(
                            HttpRequest.newBuilder(box.emulator().controlUrl().resolve("/control/counters"))
                                    .header("Authorization", header)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).path("type").asText()).isEqualTo("urn:bellhop:problem:unauthenticated");
        }
    }

    @Test
    void servesTheIdentityProvider() throws Exception {
        JsonNode discovery = json(open("/idp/.well-known/openid-configuration"));
        String token = json(call(
                        "POST",
                        "/control/identity-provider/tokens",
                        "{\"subject\":\"user:admin\",\"audience\":\"bellhop-config\",\"claims\":{\"groups\":[\"a\"]}}"))
                .path("token")
                .asText();

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(
                        new JsonWebKeySet(open("/idp/jwks").body()).getJsonWebKeys()))
                .setExpectedIssuer(discovery.path("issuer").asText())
                .setExpectedAudience("bellhop-config")
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);

        assertThat(discovery.path("issuer").asText()).isEqualTo(box.emulator().controlUrl() + "/idp");
        assertThat(discovery.path("jwks_uri").asText()).isEqualTo(box.emulator().controlUrl() + "/idp/jwks");
        assertThat(claims.getSubject()).isEqualTo("user:admin");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("a");
    }

    @Test
    void tellsWhatWasAsked() {
        box.get("https://" + Box.VAULT_HOST + "/secrets/a?api-version=7.6");
        box.token(box.form());

        JsonNode all = json(call("GET", "/control/requests", "")).path("requests");
        JsonNode login = json(call("GET", "/control/requests?host=login.microsoftonline.com&since=0", ""))
                .path("requests");
        JsonNode counters = json(call("GET", "/control/counters", ""));

        assertThat(all).hasSize(2);
        assertThat(login).hasSize(1);
        assertThat(all.path(0).fieldNames())
                .toIterable()
                .containsExactly("sequence", "time", "host", "method", "path", "status", "millis");
        assertThat(all.path(0).path("status").asInt()).isEqualTo(401);
        assertThat(counters.path("tokens.issued").asInt()).isEqualTo(1);
        assertThat(counters.path("issuer.fetches").asInt()).isEqualTo(1);

        assertThat(call("DELETE", "/control/requests", "").statusCode()).isEqualTo(204);
        assertThat(json(call("GET", "/control/requests", "")).path("requests")).isEmpty();
    }

    @Test
    void armsAndDisarmsFaults() {
        put(
                "/control/faults/f",
                "{\"host\":\"login.microsoftonline.com\",\"pathPrefix\":\"/\",\"status\":429,\"body\":\"Too Many Requests\","
                        + "\"delayMillis\":1,\"times\":5,\"headers\":{\"Retry-After\":\"60\"}}");
        HttpResponse<String> struck = box.token(box.form());
        assertThat(struck.statusCode()).isEqualTo(429);
        assertThat(struck.body()).isEqualTo("Too Many Requests");
        assertThat(struck.headers().firstValue("Retry-After")).contains("60");

        assertThat(call("DELETE", "/control/faults/f", "").statusCode()).isEqualTo(204);
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
    }

    @Test
    void turnsAVaultToAccessPoliciesAndItsFirewallOn() {
        String vault = "/control/vaults/acme-kv";
        put(vault + "/secrets/a", "{\"value\":\"1\"}");
        String tenant = "{\"tenantId\":\"11111111-1111-1111-1111-111111111111\",";
        put(vault, tenant + "\"authorization\":\"access_policy\"}");
        assertThat(box.vault("GET", "/secrets/a", "").body()).contains("AccessDenied");

        put(vault + "/access-policies/" + Box.CLIENT, "{\"secrets\":[\"get\"]}");
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);

        put(vault, tenant + "\"authorization\":\"rbac\",\"network\":\"firewall\"}");
        assertThat(box.vault("GET", "/secrets/a", "").body()).contains("ForbiddenByFirewall");
    }

    @Test
    void takesEverythingBack() {
        assertThat(call("POST", "/control/reset", "").statusCode()).isEqualTo(204);

        assertThat(json(box.token(box.form())).path("error_codes").path(0).asInt())
                .isEqualTo(90002);
    }

    private static HttpResponse<String> put(String path, String body) {
        HttpResponse<String> answer = call("PUT", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer;
    }

    private static HttpResponse<String> call(String method, String path, String body) {
        return box.control(method, path, body);
    }

    private static HttpResponse<String> open(String path) throws Exception {
        return box.direct()
                .send(
                        HttpRequest.newBuilder(box.emulator().controlUrl().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
