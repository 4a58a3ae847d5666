package dev.bellhop.config.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trust set-up: what the cloud must be told, as text that does it. */
@QuarkusTest
class TrustTest extends ServiceTest {
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String CLIENT = "66666666-7777-8888-9999-000000000000";

    @Test
    void tellsIssuerAudienceAndSubjectToTheLetter() {
        UUID organization = organization();
        UUID config = config(organization, "application", "public", "organization");

        Response trust = trust(organization, config);

        trust.then()
                .statusCode(200)
                .body("issuer", equalTo("https://issuer.test"))
                .body("audience", equalTo("api://AzureADTokenExchange"))
                .body("subjects.subject", contains("organization:" + organization))
                .body("subjects[0].automationId", nullValue())
                .body("subjects[0].inUse", equalTo(false))
                .body("subjects[0].request.method", equalTo("POST"))
                .body(
                        "subjects[0].request.url",
                        equalTo("https://graph.microsoft.com/v1.0/applications(appId='" + CLIENT
                                + "')/federatedIdentityCredentials"))
                .body("subjects[0].request.body.issuer", equalTo("https://issuer.test"))
                .body("subjects[0].request.body.audiences", contains("api://AzureADTokenExchange"))
                .body("azure.endpoints.vaultTokenScope", equalTo("https://vault.azure.net/.default"))
                .body("budget.subjects", equalTo(1))
                .body("budget.warning", nullValue())
                .body("vaults", hasSize(1))
                .body("vaults[0].vaultUrl", nullValue())
                .body("vaults[0].vaultScope.azureCli", containsString("'your-vault'"))
                .body("nextCursor", nullValue());
        String audience = admin().get(of(organization) + "/workload-identity-configs/" + config)
                .path("audience");
        assertThat(trust.<String>path("audience")).isEqualTo(audience);
    }

    @Test
    void writesCommandsThatAShellTakesAsTheyAreMeantWhateverTheNames() throws Exception {
        String hostile = "'; touch pwned; $(id) `id` \"${HOME}\" \\ " + UUID.randomUUID();
        UUID organization = idOf(created(admin().body(Map.of("name", hostile)).post("/v1/organizations")));
        UUID config = config(organization, "application", "public", "automation");
        UUID automation = automation(organization, "'$(touch pwned)' %{ if true } \"");

        Response trust = trust(organization, config);

        List<String> words = run(trust.path("federatedCredentials.azureCli"));
        assertThat(words)
                .startsWith("az", "ad", "app", "federated-credential", "create", "--id", CLIENT, "--parameters");
        JsonPath parameters = JsonPath.from(words.get(8));
        assertThat(parameters.getString("subject"))
                .isEqualTo("organization:" + organization + ":automation:" + automation);
        assertThat(parameters.getString("issuer")).isEqualTo("https://issuer.test");
        assertThat(parameters.getString("audiences[0]")).isEqualTo("api://AzureADTokenExchange");
        assertThat(parameters.getString("description"))
                .isEqualTo("Bellhop: " + hostile + " / '$(touch pwned)' %{ if true } \"");
        assertThat(parameters.getString("name")).matches("[a-zA-Z0-9][a-zA-Z0-9-_]{2,119}");
        assertThat(trust.<String>path("federatedCredentials.terraform"))
                .contains("resource \"azuread_application_federated_identity_credential\" \"bellhop_")
                .contains("\\\"$${HOME}\\\" \\\\ ")
                .contains("'$(touch pwned)' %%{ if true } \\\"\"")
                .contains("application_id = data.azuread_application.bellhop_");
    }

    @Test
    void writesForAManagedIdentityOneAfterAnother() throws Exception {
        UUID organization = organization();
        UUID config = config(organization, "managed_identity", "public", "automation");
        automation(organization, "First");
        UUID second = automation(organization, "Second");

        Response trust = trust(organization, config);

        trust.then()
                .body("subjects[1].request.method", equalTo("PUT"))
                .body(
                        "subjects[1].request.url",
                        equalTo(
                                "https://management.azure.com/subscriptions/{subscription}/resourceGroups/{resourceGroup}"
                                        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{identity}"
                                        + "/federatedIdentityCredentials/bellhop-" + second
                                        + "?api-version=2024-11-30"))
                .body("federatedCredentials.terraform", containsString("azurerm_federated_identity_credential"))
                .body("federatedCredentials.terraform", containsString("user_assigned_identity_id = data."))
                .body("federatedCredentials.terraform", not(containsString("parent_id")))
                .body("federatedCredentials.terraform", containsString("depends_on"))
                .body("terraformBase", containsString("features {}"))
                .body("terraformBase", containsString("tenant_id   = \"" + TENANT + "\""));
        String text = trust.path("federatedCredentials.azureCli");
        assertThat(text).contains("sleep 4");
        assertThat(run(text.replace("sleep 4", ":")))
                .containsSequence("--issuer", "https://issuer.test", "--subject")
                .containsSequence(
                        "organization:" + organization + ":automation:" + second,
                        "--audiences",
                        "api://AzureADTokenExchange")
                .containsSequence("--identity-name", "answer of az");
    }

    @Test
    void knowsTheHostsOfEachCloud() {
        UUID organization = organization();
        Map<String, List<String>> clouds = Map.of(
                "usgov",
                List.of(
                        "api://AzureADTokenExchangeUSGov",
                        "https://graph.microsoft.us/",
                        "AzureUSGovernment",
                        "\"usgovernment\"",
                        "https://vault.usgovcloudapi.net/.default",
                        "https://login.microsoftonline.us"),
                "china",
                List.of(
                        "api://AzureADTokenExchangeChina",
                        "https://microsoftgraph.chinacloudapi.cn/",
                        "AzureChinaCloud",
                        "\"china\"",
                        "https://vault.azure.cn/.default",
                        "https://login.partner.microsoftonline.cn"));
        clouds.forEach((cloud, expected) -> {
            String answer = trust(organization, config(organization, "application", cloud, "organization"))
                    .asString()
                    .replace("\\\"", "\"");
            assertThat(answer)
                    .contains(expected)
                    .doesNotContain("microsoftonline.com")
                    .doesNotContain(".azure.net");
        });
    }

    @Test
    void assignsTheRoleAtTheVaultOrAtTheSecretsThatAreRead() throws Exception {
        UUID organization = organization();
        UUID config = config(organization, "application", "public", "automation");
        UUID automation = automation(organization, "Crew");
        automation(organization, "Idle");
        UUID credential = credential(organization, "Vault", config);
        for (String secret : List.of("openai_api_key", "db#password", "db#user")) {
            variable(
                    organization,
                    Map.of(
                            "key",
                            "K" + Math.abs(secret.hashCode()),
                            "source",
                            "credential",
                            "credentialId",
                            credential.toString(),
                            "secretName",
                            secret,
                            "assignedTo",
                            List.of(automation.toString())));
        }

        Response trust = trust(organization, config);

        trust.then()
                .body("subjects.inUse", contains(true, false))
                .body("subjects.automationName", contains("Crew", "Idle"))
                .body("budget.subjects", equalTo(2))
                .body("budget.inUse", equalTo(1))
                .body("vaults", hasSize(1))
                .body("vaults[0].vaultUrl", equalTo("https://acme-kv.vault.azure.net"))
                .body("vaults[0].secretNames", contains("db", "openai-api-key"));
        assertThat(run(trust.path("vaults[0].vaultScope.azureCli")))
                .containsSequence("role", "assignment", "create", "--role", "Key Vault Secrets User")
                .containsSequence("--scope", "answer of az");
        assertThat(run(trust.path("vaults[0].secretScope.azureCli")))
                .contains("answer of az/secrets/db", "answer of az/secrets/openai-api-key");
        assertThat(run(trust.path("vaults[0].list.azureCli"))).containsSequence("--role", "Key Vault Reader");
        assertThat(trust.<String>path("vaults[0].secretScope.terraform"))
                .contains("\"${data.azurerm_key_vault.bellhop_"
                        + config.toString().substring(0, 8) + "_acme_kv.id}/secrets/openai-api-key\"")
                .contains("role_definition_name = \"Key Vault Secrets User\"");
    }

    /** An az that finds nothing must not end in an assignment to nowhere, or everywhere. */
    @Test
    void assignsNothingWhereALookUpFails() throws Exception {
        UUID organization = organization();
        Response trust = trust(organization, config(organization, "application", "public", "organization"));
        for (String az : List.of(
                "az() { [ \"$2\" != show ] || return 3; echo \"$@\"; }\n",
                "az() { [ \"$2\" = show ] || [ \"$3\" = show ] || echo \"$@\"; }\n")) {
            Process shell = new ProcessBuilder("sh", "-c", az + trust.path("vaults[0].secretScope.azureCli"))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(printed).isNotZero();
            assertThat(printed).doesNotContain("role assignment create");
        }
    }

    /** Not a parser, but what a parser would trip over: blocks, one argument a line, and no name declared twice. */
    @ParameterizedTest
    @ValueSource(strings = {"application", "managed_identity"})
    void writesTerraformThatStandsInOneModule(String identity) {
        UUID organization = organization();
        StringBuilder module = new StringBuilder();
        for (String scope : List.of("organization", "automation")) {
            UUID config = config(organization, identity, "public", scope);
            automation(organization, "Crew \" { " + scope);
            credential(organization, "Vault " + scope, config);
            Response trust = trust(organization, config);
            String base = trust.path("terraformBase");
            module.append(scope.equals("organization") ? base : base.substring(base.indexOf("data \"azuread_service")))
                    .append(trust.<String>path("federatedCredentials.terraform"))
                    .append(trust.<String>path("vaults[0].secretScope.terraform"))
                    .append(trust.<String>path("vaults[0].list.terraform"));
        }
        List<String> declared = module.toString()
                .lines()
                .filter(line -> line.matches("(resource|data|variable|provider|terraform)\\b.*\\{.*"))
                .toList();
        assertThat(declared).doesNotHaveDuplicates().hasSizeGreaterThan(12);
        int depth = 0;
        for (String line : module.toString().lines().toList()) {
            String code = line.replaceAll("\"([^\"\\\\]|\\\\.)*\"", "''")
                    .replaceAll("#.*", "")
                    .strip();
            assertThat(code)
                    .as(line)
                    .matches(
                            "|}|(\\w+|\\w+ ''( '')?|\\w+ +=) \\{|features \\{}|\\w+ += ([\\w.]+|''|\\[''\\]|\\[[\\w.]+\\])");
            depth += code.endsWith("{") ? 1 : code.equals("}") ? -1 : 0;
            assertThat(depth).as(line).isNotNegative();
        }
        assertThat(depth).isZero();
    }

    @Test
    void countsAndPagesManyAutomations() {
        UUID organization = organization();
        UUID config = config(organization, "application", "public", "automation");
        config(organization, "application", "public", "organization"); // the same identity, one subject more
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            made.add(automation(organization, "Crew " + i).toString());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = admin().get(path(organization, config) + "?limit=10" + cursor);
            page.then()
                    .body("budget.subjects", equalTo(16))
                    .body("budget.warning", containsString("16 of at most 20"))
                    .body("budget.proposal.identities", equalTo(2));
            seen.addAll(page.<List<String>>path("subjects.automationId"));
            assertThat(page.<String>path("federatedCredentials.azureCli")
                            .lines()
                            .filter(line -> line.startsWith("az ")))
                    .hasSameSizeAs(page.<List<Object>>path("subjects"));
            cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void showsWhatTheCallerMayReadAnyway() {
        UUID organization = organization();
        UUID config = config(organization, "application", "public", "automation");
        automation(organization, "Hidden crew");
        credential(organization, "Vault", config);
        member(organization, "workload_identity_configs:read")
                .get(path(organization, config))
                .then()
                .statusCode(200)
                .body("subjects.automationId", everyItem(notNullValue()))
                .body("subjects[0]", not(hasKey("automationName")))
                .body("vaults[0].vaultUrl", nullValue())
                .body("federatedCredentials.azureCli", not(containsString("Hidden")));
        member(organization, "workload_identity_configs:read", "secret_providers:read")
                .get(path(organization, config))
                .then()
                .body("vaults[0].vaultUrl", equalTo("https://acme-kv.vault.azure.net"))
                .body("vaults[0]", not(hasKey("secretNames")));
        trust(organization, UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:bellhop:problem:workload-identity-config-unknown"));
        trust(organization(), config).then().statusCode(404);
    }

    /** Runs the text with an {@code az} that prints its words and, where its answer is taken, answers. */
    private static List<String> run(String text) throws Exception {
        String az = "az() { if [ \"$2\" = list ] || [ \"$2\" = show ] || [ \"$3\" = show ];"
                + " then printf 'answer of az'; else printf '%s\\0' az \"$@\"; fi; }\n";
        Process shell = new ProcessBuilder("sh", "-euc", az + text)
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        return List.of(printed.split("\0"));
    }

    private UUID config(UUID organization, String identity, String cloud, String scope) {
        return idOf(created(admin().body(Map.of(
                        "name",
                        "Config " + UUID.randomUUID(),
                        "cloudProvider",
                        "azure",
                        "azure",
                        Map.of("tenantId", TENANT, "clientId", CLIENT, "identity", identity, "cloud", cloud),
                        "subjectScope",
                        scope))
                .post(of(organization) + "/workload-identity-configs")));
    }

    private Response trust(UUID organization, UUID config) {
        return admin().get(path(organization, config));
    }

    private static String path(UUID organization, UUID config) {
        return of(organization) + "/workload-identity-configs/" + config + "/trust";
    }
}
