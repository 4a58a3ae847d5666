package dev.bellhop.config.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.config.ServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials that authenticate by an application's own secret. */
@QuarkusTest
class ClientSecretTest extends ServiceTest {
    private static final String CANARY = "canary~8Q.q1";

    @Inject
    AgroalDataSource database;

    private UUID organization;
    private String credentials;

    @BeforeEach
    void setUp() {
        organization = organization();
        credentials = of(organization) + "/secret-provider-credentials";
    }

    @Test
    void neverShowsTheSecret() {
        Response made = created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials));
        made.then()
                .body("authentication", equalTo("client_secret"))
                .body("workloadIdentityConfigId", nullValue())
                .body("azure.hasClientSecret", equalTo(true))
                .body("azure.tenantId", equalTo("11111111-2222-3333-4444-555555555555"))
                .body("azure.cloud", equalTo("public"))
                .body("azure", not(hasKey("clientSecret")));
        String one = credentials + "/" + made.path("id");
        String all = made.asString()
                + admin().get(one).asString()
                + admin().get(credentials).asString()
                + admin().get(of(organization) + "/audit-entries").asString();
        assertThat(all).doesNotContain(CANARY).contains("(sealed, writing 1)");
    }

    @Test
    void keepsTheStoredSecretWhereNoneIsWritten() {
        UUID id = idOf(created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials)));
        UUID automation = automationReading(id);
        Response shown = admin().get(credentials + "/" + id);

        admin().header("If-Match", shown.header("ETag"))
                .body(shown.asString())
                .put(credentials + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", shown.header("ETag"));
        for (String blank : new String[] {null, "", "  "}) {
            admin().header("If-Match", "*")
                    .body(clientSecretBody("Renamed " + UUID.randomUUID(), blank))
                    .put(credentials + "/" + id)
                    .then()
                    .statusCode(200)
                    .body("azure.hasClientSecret", equalTo(true));
        }

        values(automation)
                .then()
                .body("clientSecrets.credentialId", contains(id.toString()))
                .body("clientSecrets.value", contains(CANARY));
    }

    @ParameterizedTest
    @CsvSource({
        "tenantId, 99999999-2222-3333-4444-555555555555",
        "clientId, 99999999-7777-8888-9999-000000000000",
        "vaultUrl, https://other-kv.vault.azure.net",
        "cloud, usgov"
    })
    void keepsTheStoredSecretForThoseItWasGivenFor(String member, String other) {
        String one = credentials + "/"
                + idOf(created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials)));
        Map<String, Object> blank = with(clientSecretBody("Vault", null), member, other);
        Map<String, Object> known = with(clientSecretBody("Vault", CANARY), member, other);
        if (member.equals("cloud")) {
            blank = with(blank, "vaultUrl", "https://acme-kv.vault.usgovcloudapi.net");
            known = with(known, "vaultUrl", "https://acme-kv.vault.usgovcloudapi.net");
        }
        admin().header("If-Match", "*")
                .body(blank)
                .put(one)
                .then()
                .statusCode(400)
                .body("errors.field", contains("azure.clientSecret"))
                .body("errors[0].expected", containsString("given for another"));
        admin().get(one).then().body("revision", equalTo(1));
        admin().header("If-Match", "*").body(known).put(one).then().statusCode(200);
    }

    @Test
    void doesNotTakeTheDefaultFromAnIdentityThatOnlyOthersMayUnbind() {
        Map<String, Object> bound = new HashMap<>(credentialBody("Bound", config(organization, "Tenant")));
        bound.put("default", true);
        UUID holder = idOf(created(admin().body(bound).post(credentials)));
        Map<String, Object> newcomer = new HashMap<>(clientSecretBody("Newcomer", CANARY));
        newcomer.put("default", true);
        member(organization, "secret_providers:manage")
                .body(newcomer)
                .post(credentials)
                .then()
                .statusCode(403)
                .body("permissions", contains("workload_identity_configs:manage"));
        admin().get(credentials + "/" + holder).then().body("default", equalTo(true));
        created(member(organization, "secret_providers:manage", "workload_identity_configs:manage")
                .body(newcomer)
                .post(credentials));
        newcomer.put("name", "Next");
        created(member(organization, "secret_providers:manage").body(newcomer).post(credentials));
    }

    @Test
    void replacingTheSecretIsANewRevision() {
        UUID id = idOf(created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials)));
        UUID automation = automationReading(id);
        String tag = plan(automation).header("ETag");

        admin().header("If-Match", "\"1\"")
                .body(clientSecretBody("Vault", "canary-new"))
                .put(credentials + "/" + id)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));

        plan(automation).then().body("credentials[0].revision", equalTo(2));
        assertThat(plan(automation).header("ETag")).isNotEqualTo(tag);
        values(automation).then().body("clientSecrets.value", contains("canary-new"));
        admin().get(of(organization) + "/audit-entries")
                .then()
                .body(
                        "items[0].changes",
                        contains(Map.of(
                                "field", "clientSecret", "from", "(sealed, writing 1)", "to", "(sealed, writing 2)")));
    }

    @Test
    void givesThePlanWhoPresentsItAndTheValuesWhatIsPresented() {
        UUID secret =
                idOf(created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials)));
        UUID unused = idOf(created(
                admin().body(clientSecretBody("Unused", "canary-unused")).post(credentials)));
        UUID federated = credential(organization, "Federated", config(organization, "Tenant"));
        UUID automation = automationReading(secret, secret, federated);

        plan(automation)
                .then()
                .body("credentials.id", containsInAnyOrder(secret.toString(), federated.toString()))
                .body("workloadIdentityConfigs.size()", equalTo(1))
                .body(
                        "credentials.find { it.authentication == 'client_secret' }.azure",
                        equalTo(Map.of(
                                "vaultUrl", "https://acme-kv.vault.azure.net",
                                "tenantId", "11111111-2222-3333-4444-555555555555",
                                "clientId", "66666666-7777-8888-9999-000000000000",
                                "cloud", "public")))
                .body("credentials.find { it.authentication == 'client_secret' }", hasKey("workloadIdentityConfigId"))
                .body("credentials.find { it.authentication == 'client_secret' }.workloadIdentityConfigId", nullValue())
                .body(
                        "credentials.find { it.authentication == 'workload_identity' }.azure",
                        equalTo(Map.of("vaultUrl", "https://acme-kv.vault.azure.net")));
        assertThat(plan(automation).asString()).doesNotContain("canary").doesNotContain(unused.toString());
        values(automation)
                .then()
                .body("clientSecrets.credentialId", contains(secret.toString()))
                .body("clientSecrets.revision", contains(1))
                .body("clientSecrets.value", contains(CANARY));
    }

    @Test
    void givesNoSecretOfADisabledCredential() {
        UUID id = idOf(created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials)));
        UUID automation = automationReading(id);
        Map<String, Object> disabled = new HashMap<>(clientSecretBody("Vault", null));
        disabled.put("enabled", false);
        admin().header("If-Match", "*")
                .body(disabled)
                .put(credentials + "/" + id)
                .then()
                .statusCode(200);
        plan(automation).then().body("credentials[0].enabled", equalTo(false));
        values(automation).then().statusCode(200).body("clientSecrets", empty());
    }

    @Test
    void saysAllThatIsWrongWithIt() {
        admin().body(Map.of(
                        "name", "Vault",
                        "provider", "azure_key_vault",
                        "authentication", "client_secret",
                        "workloadIdentityConfigId", UUID.randomUUID().toString(),
                        "azure", Map.of("tenantId", "00000000-0000-0000-0000-000000000000")))
                .post(credentials)
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "workloadIdentityConfigId", "azure.tenantId", "azure.clientId", "azure.clientSecret"));
        Response pasted = admin().body(clientSecretBody("Vault", CANARY + "\n")).post(credentials);
        pasted.then()
                .statusCode(400)
                .body("errors[0].field", equalTo("azure.clientSecret"))
                .body("errors[0].expected", containsString("line breaks"));
        assertThat(pasted.asString()).doesNotContain(CANARY);
        Map<String, Object> china = with(clientSecretBody("Vault", CANARY), "cloud", "china");
        admin().body(china)
                .post(credentials)
                .then()
                .statusCode(400)
                .body("errors[0].expected", containsString(".vault.azure.cn"));
    }

    @Test
    void takesNoneOfItWithWorkloadIdentity() {
        UUID config = config(organization, "Tenant");
        Map<String, Object> body = new HashMap<>(clientSecretBody("Vault", CANARY));
        body.put("authentication", "workload_identity");
        body.put("workloadIdentityConfigId", config.toString());
        admin().body(body)
                .post(credentials)
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("azure.tenantId", "azure.clientId", "azure.clientSecret"));
    }

    @Test
    void needsNoRightToManageIdentitiesUnlessOneIsUnbound() {
        RequestSpecification keeper = member(organization, "secret_providers:manage");
        UUID id = idOf(created(keeper.body(clientSecretBody("Vault", CANARY)).post(credentials)));
        member(organization, "secret_providers:manage")
                .header("If-Match", "*")
                .body(clientSecretBody("Renamed", null))
                .put(credentials + "/" + id)
                .then()
                .statusCode(200);
        UUID bound = credential(organization, "Bound", config(organization, "Tenant"));
        member(organization, "secret_providers:manage")
                .header("If-Match", "*")
                .body(clientSecretBody("Bound", CANARY))
                .put(credentials + "/" + bound)
                .then()
                .statusCode(403);
        admin().get(credentials + "/" + bound).then().body("authentication", equalTo("workload_identity"));
    }

    @Test
    void movesBetweenTheTwoWaysAndForgetsTheSecret() {
        UUID config = config(organization, "Tenant");
        UUID id = credential(organization, "Vault", config);
        admin().header("If-Match", "*")
                .body(clientSecretBody("Vault", null))
                .put(credentials + "/" + id)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("azure.clientSecret"));
        admin().header("If-Match", "*")
                .body(clientSecretBody("Vault", CANARY))
                .put(credentials + "/" + id)
                .then()
                .statusCode(200);
        admin().header("If-Match", "*")
                .delete(of(organization) + "/workload-identity-configs/" + config)
                .then()
                .statusCode(204);
        admin().header("If-Match", "*")
                .body(credentialBody("Vault", config(organization, "Other tenant")))
                .put(credentials + "/" + id)
                .then()
                .statusCode(200)
                .body("azure", equalTo(Map.of("vaultUrl", "https://acme-kv.vault.azure.net")));
        admin().header("If-Match", "*")
                .body(clientSecretBody("Vault", null))
                .put(credentials + "/" + id)
                .then()
                .statusCode(400);
    }

    @Test
    void isWholeInTheDatabaseToo() throws SQLException {
        UUID id = idOf(created(admin().body(clientSecretBody("Vault", CANARY)).post(credentials)));
        for (String half : List.of(
                "sealed_client_secret = null", "azure_tenant_id = null", "authentication = 'WORKLOAD_IDENTITY'")) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select enter_organization('" + organization + "')");
                assertThatThrownBy(() -> statement.execute(
                                "update secret_provider_credential set " + half + " where id = '" + id + "'"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("23514"));
                connection.rollback();
            }
        }
    }

    private UUID automationReading(UUID... used) {
        UUID automation = automation(organization, "Crew");
        for (int i = 0; i < used.length; i++) {
            variable(
                    organization,
                    Map.of(
                            "key",
                            "KEY_" + i,
                            "source",
                            "credential",
                            "credentialId",
                            used[i].toString(),
                            "secretName",
                            "a",
                            "assignedTo",
                            List.of(automation.toString())));
        }
        return automation;
    }

    private Response plan(UUID automation) {
        return resolver().get(of(organization) + "/automations/" + automation + "/resolution-plan");
    }

    private Response values(UUID automation) {
        return resolver().post(of(organization) + "/automations/" + automation + "/resolution-values");
    }

    @SuppressWarnings("unchecked") // a map that this class made
    private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        Map<String, Object> azure = new HashMap<>((Map<String, Object>) body.get("azure"));
        azure.put(member, value);
        Map<String, Object> changed = new HashMap<>(body);
        changed.put("azure", azure);
        return changed;
    }
}
