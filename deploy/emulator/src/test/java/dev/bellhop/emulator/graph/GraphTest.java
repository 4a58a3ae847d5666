package dev.bellhop.emulator.graph;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.Box;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.conformance.NotEmulated;
import dev.bellhop.emulator.entra.TenantPolicy;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft Graph on the wire: the fixes that Bellhop prints, carried out. */
class GraphTest {
    private static final String GRAPH = "https://graph.microsoft.com/v1.0/";
    private static final String ISSUER = "https://issuer.example.com";
    private static Box box;
    private String token;

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
        token = box.emulator().cloud().administratorToken(Box.TENANT, "https://graph.microsoft.com");
    }

    @Test
    @Emulates(
            area = Area.GRAPH,
            value = "federatedIdentityCredentials of an application: list, create, get, update, delete; by id or name")
    void managesFederatedCredentials() {
        HttpResponse<String> created = call("POST", credentials(), credential("org-one", "organization:one", "prod"));
        assertThat(created.statusCode()).isEqualTo(201);
        String id = json(created).path("id").asText();
        assertThat(json(created).path("description").asText()).isEqualTo("prod");

        assertThat(names()).containsExactly("acme", "org-one");
        assertThat(json(call("GET", credentials() + "/" + id, "")).path("name").asText())
                .isEqualTo("org-one");

        assertThat(call("PATCH", credentials() + "/org-one", "{\"subject\":\"organization:two\"}")
                        .statusCode())
                .isEqualTo(204);
        JsonNode changed = json(call("GET", credentials() + "(name='org-one')", ""));
        assertThat(changed.path("subject").asText()).isEqualTo("organization:two");
        assertThat(changed.path("issuer").asText()).isEqualTo(ISSUER);
        assertThat(changed.path("id").asText()).isEqualTo(id);

        assertThat(call("DELETE", credentials() + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(names()).containsExactly("acme");
        assertThat(call("DELETE", credentials() + "/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    @Emulates(area = Area.GRAPH, value = "PATCH with Prefer: create-if-missing makes or updates by name (upsert)")
    void makesOrUpdatesByName() {
        String target = credentials() + "(name='bellhop-1')";
        String body = "{\"issuer\":\"" + box.emulator().identityProvider().issuer()
                + "\",\"subject\":\"organization:new\",\"audiences\":[\"" + Box.AUDIENCE
                + "\"],\"description\":\"Bellhop\"}";
        Map<String, String> form = box.form();
        form.put(
                "client_assertion",
                box.emulator()
                        .identityProvider()
                        .mint("organization:new", Box.AUDIENCE, Map.of(), java.time.Duration.ofMinutes(5)));
        assertThat(box.token(form).statusCode()).isEqualTo(401);

        assertThat(call("PATCH", target, body).statusCode()).isEqualTo(404);
        assertThat(box.call("PATCH", target, token, body, "Prefer", "create-if-missing")
                        .statusCode())
                .isEqualTo(201);
        assertThat(box.call("PATCH", target, token, body, "Prefer", "create-if-missing")
                        .statusCode())
                .isEqualTo(204);

        assertThat(box.token(form).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"ab\",\"issuer\":\"https://i.example.com\",\"subject\":\"s\",\"audiences\":[\"a\"]}|400|Request_BadRequest",
                "{\"name\":\"abc\",\"issuer\":\"http://i.example.com\",\"subject\":\"s\",\"audiences\":[\"a\"]}|400|Request_BadRequest",
                "{\"name\":\"abc\",\"issuer\":\"https://i.example.com\",\"subject\":\"s\",\"audiences\":[\"a\",\"b\"]}|400|Request_BadRequest",
                "{\"name\":\"abc\",\"issuer\":\"https://i.example.com\",\"subject\":\"s\",\"audiences\":[]}|400|Request_BadRequest",
                "{\"name\":\"abc\",\"issuer\":\"https://i.example.com\",\"audiences\":[\"a\"]}|400|Request_BadRequest",
                "{\"name\":\"acme\",\"issuer\":\"https://i.example.com\",\"subject\":\"s\",\"audiences\":[\"a\"]}|409|Request_MultipleObjectsWithSameKeyValue",
                "nonsense|400|Request_BadRequest",
            })
    @Emulates(
            area = Area.FEDERATED_CREDENTIALS,
            value = "one audience, names of at least 3 characters, https issuer, names unique: 400 and 409")
    void refusesWhatAzureRefuses(String body, int status, String code) {
        HttpResponse<String> answer = call("POST", credentials(), body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo(code);
        assertThat(names()).containsExactly("acme");
    }

    @Test
    @Emulates(
            area = Area.FEDERATED_CREDENTIALS,
            value = {
                "20 per application, the 21st is refused",
                "subject and description of up to 600 characters",
                "the pair of issuer and subject is unique per application"
            })
    void keepsTheLimits() {
        IntStream.range(0, 19)
                .forEach(i -> assertThat(call("POST", credentials(), credential("name-" + i, "s-" + i, ""))
                                .statusCode())
                        .isEqualTo(201));
        assertThat(call("POST", credentials(), credential("name-20", "s-20", ""))
                        .statusCode())
                .isEqualTo(400);

        assertThat(call("PATCH", credentials() + "/name-1", "{\"subject\":\"" + "x".repeat(600) + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call("PATCH", credentials() + "/name-1", "{\"subject\":\"" + "x".repeat(601) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("PATCH", credentials() + "/name-1", "{\"description\":\"" + "x".repeat(601) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("PATCH", credentials() + "/name-1", "{\"subject\":\"s-2\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    @Emulates(area = Area.GRAPH, value = "addPassword and removePassword; the new secret is shown once")
    void makesAClientSecretThatWorks() {
        JsonNode made = json(
                call("POST", application() + "/addPassword", "{\"passwordCredential\":{\"displayName\":\"bellhop\"}}"));
        Map<String, String> form = box.form();
        form.remove("client_assertion");
        form.put("client_secret", made.path("secretText").asText());
        assertThat(box.token(form).statusCode()).isEqualTo(200);

        JsonNode shown =
                json(call("GET", application(), "")).path("passwordCredentials").path(0);
        assertThat(shown.path("keyId").asText()).isEqualTo(made.path("keyId").asText());
        assertThat(shown.path("secretText").isNull()).isTrue();

        assertThat(call(
                                "POST",
                                application() + "/removePassword",
                                "{\"keyId\":\"" + made.path("keyId").asText() + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(box.token(form).statusCode()).isEqualTo(401);
    }

    @Test
    @Emulates(
            area = Area.GRAPH,
            value = "service principals: by appId, create, accountEnabled; Key Vault's accountEnabled")
    void mendsServicePrincipals() {
        var cloud = box.emulator().cloud();
        cloud.application(Box.TENANT, Box.CLIENT).enable(false);
        assertThat(call("PATCH", principal(Box.CLIENT.toString()), "{\"accountEnabled\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);

        cloud.application(Box.TENANT, Box.CLIENT).giveServicePrincipal(false);
        assertThat(json(box.token(box.form())).path("error_codes").path(0).asInt())
                .isEqualTo(700016);
        assertThat(call("POST", GRAPH + "servicePrincipals", "{\"appId\":\"" + Box.CLIENT + "\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(call("POST", GRAPH + "servicePrincipals", "{\"appId\":\"" + Box.CLIENT + "\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);

        cloud.tenant(Box.TENANT).policy(TenantPolicy.NONE.withDisabledResources(Set.of("https://vault.azure.net")));
        assertThat(call("PATCH", principal("cfa8b339-82a2-471a-a3c9-0fc0be7a4093"), "{\"accountEnabled\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
        assertThat(json(call("GET", GRAPH + "servicePrincipals?$filter=appId%20eq%20'" + Box.CLIENT + "'", ""))
                        .path("value"))
                .hasSize(1);
        assertThat(json(call(
                                "GET",
                                GRAPH + "servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'" + Box.CLIENT
                                        + "')",
                                ""))
                        .path("value"))
                .hasSize(1);
    }

    @Test
    @Emulates(area = Area.GRAPH, value = "applications: list by appId, get by object id")
    void findsApplications() {
        String objectId = box.emulator()
                .cloud()
                .application(Box.TENANT, Box.CLIENT)
                .objectId()
                .toString();
        assertThat(json(call("GET", GRAPH + "applications/" + objectId, ""))
                        .path("appId")
                        .asText())
                .isEqualTo(Box.CLIENT.toString());
        assertThat(json(call("GET", GRAPH + "applications?$filter=appId%20eq%20'" + Box.CLIENT + "'", ""))
                        .path("value")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(objectId);
        HttpResponse<String> byClientId = call("GET", GRAPH + "applications/" + Box.CLIENT, "");
        assertThat(byClientId.statusCode()).isEqualTo(404);
        assertThat(json(byClientId).path("error").path("code").asText()).isEqualTo("Request_ResourceNotFound");
    }

    @Test
    @Emulates(
            area = Area.GRAPH,
            value =
                    "tokens from Entra for https://graph.microsoft.com/.default; 401 without one, 403 without the right")
    void asksWhoCalls() {
        HttpResponse<String> nobody = box.get(application());
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(json(nobody).path("error").path("code").asText()).isEqualTo("InvalidAuthenticationToken");
        assertThat(box.call("GET", application(), box.accessToken(), "").statusCode())
                .isEqualTo(401);

        Map<String, String> form = box.form();
        form.put("scope", "https://graph.microsoft.com/.default");
        String ordinary = json(box.token(form)).path("access_token").asText();
        HttpResponse<String> denied = box.call("GET", application(), ordinary, "");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(json(denied).path("error").path("code").asText()).isEqualTo("Authorization_RequestDenied");

        box.emulator().cloud().application(Box.TENANT, Box.CLIENT).makeAdministrator(true);
        String entitled = json(box.token(form)).path("access_token").asText();
        assertThat(box.call("GET", application(), entitled, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/v1.0/users",
                "https://graph.microsoft.com/beta/applications",
                "https://graph.microsoft.com/v1.0/applications?$filter=displayName%20eq%20'x'",
                "https://graph.microsoft.com/v1.0/applications?$top=1"
            })
    @NotEmulated(
            area = Area.GRAPH,
            value = {
                "everything else of Graph, beta included",
                "filters other than appId eq '<guid>', other query options"
            })
    void saysWhatItIsNot(String url) {
        HttpResponse<String> answer = call("GET", url, "");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(json(answer).path("error").path("message").asText()).contains("does not emulate");
    }

    @Test
    @NotEmulated(area = Area.FEDERATED_CREDENTIALS, value = "flexible federated credentials (claimsMatchingExpression)")
    void hasNoFlexibleCredentials() {
        assertThat(call("POST", credentials(), "{\"name\":\"flexible\",\"claimsMatchingExpression\":{\"value\":\"x\"}}")
                        .statusCode())
                .isEqualTo(501);
    }

    @Test
    void anotherTenantsApplicationsAreNotThere() {
        UUID other = UUID.randomUUID();
        box.emulator().cloud().putTenant(other);
        String foreign = box.emulator().cloud().administratorToken(other, "https://graph.microsoft.com");

        assertThat(box.call("GET", application(), foreign, "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> call(String method, String url, String body) {
        return box.call(method, url.replace(" ", "%20"), token, body);
    }

    private List<String> names() {
        return StreamSupport.stream(
                        json(call("GET", credentials(), "")).path("value").spliterator(), false)
                .map(one -> one.path("name").asText())
                .toList();
    }

    private static String application() {
        return GRAPH + "applications(appId='" + Box.CLIENT + "')";
    }

    private static String credentials() {
        return application() + "/federatedIdentityCredentials";
    }

    private static String principal(String appId) {
        return GRAPH + "servicePrincipals(appId='" + appId + "')";
    }

    private static String credential(String name, String subject, String description) {
        return "{\"name\":\"" + name + "\",\"issuer\":\"" + ISSUER + "\",\"subject\":\"" + subject
                + "\",\"audiences\":[\"" + Box.AUDIENCE + "\"],\"description\":\"" + description + "\"}";
    }
}
