package dev.bellhop.emulator.arm;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.Box;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.conformance.NotEmulated;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.vault.Vault;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure Resource Manager on the wire: the fixes that Bellhop prints, carried out. */
class ArmTest {
    private static final String ARM = "https://management.azure.com";
    private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
    private static Box box;
    private String token;
    private String subscription;
    private String vault;

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
        box.emulator().cloud().putSecret(Box.VAULT, "a", "1");
        token = box.emulator().cloud().administratorToken(Box.TENANT, ARM);
        subscription = json(call("GET", ARM + "/subscriptions", "2022-12-01", ""))
                .path("value")
                .path(0)
                .path("subscriptionId")
                .asText();
        vault = ARM + "/subscriptions/" + subscription
                + "/resourceGroups/rg-emulator/providers/Microsoft.KeyVault/vaults/" + Box.VAULT;
    }

    @Test
    @Emulates(
            area = Area.ARM,
            value =
                    "federatedIdentityCredentials of a user-assigned managed identity: list, get, create, update, delete")
    void managesAManagedIdentitysCredentials() {
        UUID client = UUID.randomUUID();
        box.emulator().cloud().putApplication(Box.TENANT, client, "uami-acme", Application.Kind.MANAGED_IDENTITY);
        String identity = ARM + "/subscriptions/" + subscription
                + "/resourcegroups/RG-emulator/providers/Microsoft.ManagedIdentity/userAssignedIdentities/uami-acme";
        assertThat(json(call("GET", identity, "2024-11-30", ""))
                        .path("properties")
                        .path("clientId")
                        .asText())
                .isEqualTo(client.toString());
        String credential = identity + "/federatedIdentityCredentials/bellhop";
        String body = "{\"properties\":{\"issuer\":\""
                + box.emulator().identityProvider().issuer() + "\",\"subject\":\"" + Box.SUBJECT
                + "\",\"audiences\":[\"" + Box.AUDIENCE + "\"]}}";
        Map<String, String> form = box.form();
        form.put("client_id", client.toString());
        assertThat(box.token(form).statusCode()).isEqualTo(401);

        assertThat(call("PUT", credential, "2024-11-30", body).statusCode()).isEqualTo(201);
        assertThat(call("PUT", credential, "2024-11-30", body).statusCode()).isEqualTo(200);
        assertThat(box.token(form).statusCode()).isEqualTo(200);
        assertThat(json(call("GET", identity + "/federatedIdentityCredentials", "2024-11-30", ""))
                        .path("value"))
                .hasSize(1);
        assertThat(call("PUT", identity + "/federatedIdentityCredentials/again", "2024-11-30", body)
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("PUT", credential, "2024-11-30", body.replace(Box.AUDIENCE, "api://custom"))
                        .statusCode())
                .isEqualTo(400);

        assertThat(call("DELETE", credential, "2024-11-30", "").statusCode()).isEqualTo(200);
        assertThat(call("DELETE", credential, "2024-11-30", "").statusCode()).isEqualTo(204);
        assertThat(call("GET", credential, "2024-11-30", "").statusCode()).isEqualTo(404);
    }

    @Test
    @Emulates(
            area = Area.ARM,
            value = "role assignments at a vault or a secret: create, list, get, delete; they take effect at once")
    void assignsRoles() {
        var cloud = box.emulator().cloud();
        cloud.deleteRoleAssignment(Box.VAULT, "r1");
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(403);
        String id = UUID.randomUUID().toString();
        String assignment = vault + "/providers/Microsoft.Authorization/roleAssignments/" + id;

        assertThat(call("PUT", assignment, "2022-04-01", role(principal(), SECRETS_USER))
                        .statusCode())
                .isEqualTo(201);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);
        assertThat(code(call(
                        "PUT",
                        vault + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
                        "2022-04-01",
                        role(principal(), SECRETS_USER))))
                .isEqualTo("RoleAssignmentExists");
        assertThat(call("DELETE", assignment, "2022-04-01", "").statusCode()).isEqualTo(200);

        String ofSecret = vault + "/secrets/a/providers/Microsoft.Authorization/roleAssignments/" + id;
        assertThat(call("PUT", ofSecret, "2022-04-01", role(principal(), SECRETS_USER))
                        .statusCode())
                .isEqualTo(201);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);
        assertThat(box.vault("GET", "/secrets", "").statusCode()).isEqualTo(403);
        assertThat(call("DELETE", assignment, "2022-04-01", "").statusCode())
                .as("of another scope")
                .isEqualTo(204);
        assertThat(call("GET", assignment, "2022-04-01", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", ofSecret, "2022-04-01", "").statusCode()).isEqualTo(200);
        assertThat(assignments("atScope()")).isEmpty();
        assertThat(assignments("principalId eq '" + principal() + "'")).hasSize(1);
        assertThat(assignments("principalId eq '" + UUID.randomUUID() + "'")).isEmpty();
        assertThat(box.call(
                                "GET",
                                vault
                                        + "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=x",
                                token,
                                "")
                        .statusCode())
                .isEqualTo(501);
        JsonNode listed = json(call(
                        "GET", vault + "/providers/Microsoft.Authorization/roleAssignments", "2022-04-01", ""))
                .path("value");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("properties").path("scope").asText()).endsWith("/vaults/acme-kv/secrets/a");
    }

    @ParameterizedTest
    @CsvSource({
        "11111111-2222-3333-4444-555555555555, " + SECRETS_USER + ", 400, PrincipalNotFound",
        "principal, 11111111-2222-3333-4444-555555555555, 404, RoleDefinitionDoesNotExist",
    })
    @Emulates(area = Area.ARM, value = "unknown principal or role definition: 400 PrincipalNotFound, 404")
    void refusesUnknownPrincipalsAndRoles(String principal, String definition, int status, String code) {
        HttpResponse<String> answer = call(
                "PUT",
                vault + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
                "2022-04-01",
                role(principal.equals("principal") ? principal() : principal, definition));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
    }

    @Test
    @Emulates(
            area = Area.ARM,
            value =
                    "vaults: list, get; PATCH of enableRbacAuthorization, publicNetworkAccess and networkAcls.ipRules; access"
                            + " policies add, remove")
    void changesHowAVaultIsReached() {
        Vault ours = box.emulator().cloud().vault(Box.VAULT);
        ours.authorization(Vault.Authorization.ACCESS_POLICY);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(403);
        String policies = "{\"properties\":{\"accessPolicies\":[{\"tenantId\":\"" + Box.TENANT + "\",\"objectId\":\""
                + principal() + "\",\"permissions\":{\"secrets\":[\"get\",\"list\"]}}]}}";
        assertThat(call("PUT", vault + "/accessPolicies/add", "2023-07-01", policies)
                        .statusCode())
                .isEqualTo(200);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);
        call("PUT", vault + "/accessPolicies/remove", "2023-07-01", policies);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(403);

        patch("{\"enableRbacAuthorization\":true}");
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);

        ours.network(Vault.Network.FIREWALL);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(403);
        patch("{\"networkAcls\":{\"ipRules\":[{\"value\":\"203.0.113.7\"}]}}");
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);

        ours.network(Vault.Network.PRIVATE);
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(403);
        JsonNode patched = patch("{\"publicNetworkAccess\":\"Enabled\"}");
        assertThat(patched.path("properties").path("publicNetworkAccess").asText())
                .isEqualTo("Enabled");
        assertThat(box.vault("GET", "/secrets/a", "").statusCode()).isEqualTo(200);
        assertThat(json(call(
                                "GET",
                                ARM + "/subscriptions/" + subscription + "/providers/Microsoft.KeyVault/vaults",
                                "2023-07-01",
                                ""))
                        .path("value")
                        .path(0)
                        .path("properties")
                        .path("vaultUri")
                        .asText())
                .isEqualTo("https://acme-kv.vault.azure.net/");
    }

    @Test
    @Emulates(area = Area.ARM, value = "the resource id in Key Vault's 403 is the one that ARM takes")
    void takesTheResourceIdOfARefusal() {
        box.emulator().cloud().deleteRoleAssignment(Box.VAULT, "r1");
        String message = json(box.vault("GET", "/secrets/a", ""))
                .path("error")
                .path("message")
                .asText();
        String resource = message.replaceAll("(?s).*Resource: '(.*)/secrets/a'.*", "$1");

        assertThat(call("GET", ARM + resource, "2023-07-01", "").statusCode()).isEqualTo(200);
    }

    @Test
    @Emulates(
            area = Area.ARM,
            value = "tokens from Entra for https://management.azure.com/.default; 401 without one, 403 without a role")
    void asksWhoCalls() {
        HttpResponse<String> nobody = box.get(vault + "?api-version=2023-07-01");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(code(nobody)).isEqualTo("AuthenticationFailed");
        assertThat(code(box.call("GET", vault + "?api-version=2023-07-01", box.accessToken(), "")))
                .isEqualTo("InvalidAuthenticationTokenAudience");

        Map<String, String> form = box.form();
        form.put("scope", "https://management.azure.com/.default");
        String ordinary = json(box.token(form)).path("access_token").asText();
        assertThat(code(box.call("GET", vault + "?api-version=2023-07-01", ordinary, "")))
                .isEqualTo("AuthorizationFailed");
        box.emulator().cloud().application(Box.TENANT, Box.CLIENT).makeAdministrator(true);
        assertThat(box.call("GET", vault + "?api-version=2023-07-01", ordinary, "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v, SubscriptionNotFound",
        "/subscriptions/SUBSCRIPTION/resourceGroups/other/providers/Microsoft.KeyVault/vaults/acme-kv, ResourceGroupNotFound",
        "/subscriptions/SUBSCRIPTION/resourceGroups/rg-emulator/providers/Microsoft.KeyVault/vaults/none-kv, ResourceNotFound",
    })
    void namesWhatIsNotThere(String path, String code) {
        assertThat(code(call("GET", ARM + path.replace("SUBSCRIPTION", subscription), "2023-07-01", "")))
                .isEqualTo(code);
    }

    @Test
    @Emulates(area = Area.ARM, value = "look-ups of az: subscriptions, vaults as resources, role definitions by name")
    void answersWhatTheCommandLineLooksUp() {
        String all = ARM + "/subscriptions/" + subscription;
        JsonNode vaults = json(box.call(
                "GET",
                all + "/resources?api-version=2021-04-01&$filter=resourceType%20eq%20'Microsoft.KeyVault/vaults'",
                token,
                ""));
        assertThat(vaults.path("value").path(0).path("name").asText()).isEqualTo(Box.VAULT);
        assertThat(call("GET", all + "/resources", "2021-04-01", "").statusCode())
                .isEqualTo(501);
        JsonNode roles = json(box.call(
                "GET",
                vault + "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01"
                        + "&$filter=roleName%20eq%20'Key%20Vault%20Secrets%20User'",
                token,
                ""));
        assertThat(roles.path("value").path(0).path("name").asText()).isEqualTo(SECRETS_USER);
        assertThat(call("GET", all, "2022-12-01", "").statusCode()).isEqualTo(200);
    }

    @Test
    void wantsAnApiVersion() {
        assertThat(code(box.call("GET", vault, token, ""))).isEqualTo("MissingApiVersionParameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/SUBSCRIPTION/providers/Microsoft.Compute/virtualMachines",
                "/subscriptions/SUBSCRIPTION/resourceGroups",
                "/subscriptions/SUBSCRIPTION/resourceGroups/rg-emulator/providers/Microsoft.Authorization/roleAssignments",
                "/providers/Microsoft.Management/managementGroups"
            })
    @NotEmulated(
            area = Area.ARM,
            value = {
                "everything else of ARM: other resource types, resource groups, making and deleting vaults and identities",
                "role assignments at a subscription or resource group, conditions, deny assignments"
            })
    void saysWhatItIsNot(String path) {
        HttpResponse<String> answer = call("GET", ARM + path.replace("SUBSCRIPTION", subscription), "2022-09-01", "");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("does not emulate");
    }

    private JsonNode assignments(String filter) {
        return json(box.call(
                        "GET",
                        vault + "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter="
                                + filter.replace(" ", "%20"),
                        token,
                        ""))
                .path("value");
    }

    private JsonNode patch(String properties) {
        HttpResponse<String> answer = call("PATCH", vault, "2023-07-01", "{\"properties\":" + properties + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> call(String method, String url, String version, String body) {
        return box.call(method, url + "?api-version=" + version, token, body);
    }

    private static String principal() {
        return box.emulator()
                .cloud()
                .application(Box.TENANT, Box.CLIENT)
                .servicePrincipalId()
                .toString();
    }

    private String role(String principal, String definition) {
        return "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/" + subscription
                + "/providers/Microsoft.Authorization/roleDefinitions/" + definition + "\",\"principalId\":\""
                + principal
                + "\",\"principalType\":\"ServicePrincipal\"}}";
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("error").path("code").asText();
    }
}
