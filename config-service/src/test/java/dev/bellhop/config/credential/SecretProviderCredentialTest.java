package dev.bellhop.config.credential;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretProviderCredentialTest extends ServiceTest {

    @Test
    void storesTheNormalisedVaultUrl() {
        UUID organization = organization();
        Map<String, Object> body =
                with(body(organization), "azure", Map.of("vaultUrl", "https://ACME-kv.vault.azure.net:443/"));
        created(admin().body(body).post(path(organization)))
                .then()
                .body("azure.vaultUrl", equalTo("https://acme-kv.vault.azure.net"));
    }

    @Test
    void saysWhatIsWrongWithAVaultUrl() {
        UUID organization = organization();
        Map<String, Object> body =
                with(body(organization), "azure", Map.of("vaultUrl", "https://acme-kv.vault.azure.net@evil.example"));
        admin().body(body)
                .post(path(organization))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("azure.vaultUrl"))
                .body("errors[0].expected", containsString("no @"))
                .body("errors[0].fix", containsString("az keyvault show"));
    }

    @Test
    void holdsTheVaultToTheCloudOfTheConfig() {
        UUID organization = organization();
        UUID china = idOf(created(admin().body(Map.of(
                        "name",
                        "China",
                        "cloudProvider",
                        "azure",
                        "azure",
                        Map.of(
                                "tenantId", UUID.randomUUID().toString(),
                                "clientId", UUID.randomUUID().toString(),
                                "cloud", "china")))
                .post(of(organization) + "/workload-identity-configs")));
        admin().body(credentialBody("Vault", china))
                .post(path(organization))
                .then()
                .statusCode(400)
                .body("errors[0].expected", containsString(".vault.azure.cn"));
        admin().body(with(
                        credentialBody("Vault", china), "azure", Map.of("vaultUrl", "https://acme-kv.vault.azure.cn")))
                .post(path(organization))
                .then()
                .statusCode(201);
    }

    @Test
    void mayWaitForItsVault() {
        UUID organization = organization();
        Map<String, Object> body = new HashMap<>(body(organization));
        body.remove("azure");
        created(admin().body(body).post(path(organization))).then().body("azure.vaultUrl", nullValue());
    }

    @Test
    void takesTheDefaultConfigWhereNoneIsNamed() {
        UUID organization = organization();
        Map<String, Object> body = new HashMap<>(credentialBody("Vault", UUID.randomUUID()));
        body.remove("workloadIdentityConfigId");
        admin().body(body)
                .post(path(organization))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("workloadIdentityConfigId"))
                .body("errors[0].expected", containsString("no default one"));
        UUID config = idOf(created(admin().body(with(configBody("Tenant"), "default", true))
                .post(of(organization) + "/workload-identity-configs")));
        created(admin().body(body).post(path(organization)))
                .then()
                .body("workloadIdentityConfigId", equalTo(config.toString()));
        created(admin().body(with(configBody("Next tenant"), "default", true))
                .post(of(organization) + "/workload-identity-configs"));
        String one = path(organization) + "/" + admin().get(path(organization)).path("items[0].id");
        admin().header("If-Match", "*")
                .body(with(body, "name", "Renamed"))
                .put(one)
                .then()
                .statusCode(200)
                .body("workloadIdentityConfigId", equalTo(config.toString()));
    }

    @Test
    void doesNotUseAnotherOrganizationsConfig() {
        UUID stranger = config(organization(), "Tenant");
        admin().body(credentialBody("Vault", stranger))
                .post(path(organization()))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("workloadIdentityConfigId"))
                .body("errors[0].expected", containsString("of this organization"));
    }

    @Test
    void isNotDeletedFromUnderAVariable() {
        UUID organization = organization();
        UUID credential = idOf(
                created(admin().body(with(body(organization), "default", true)).post(path(organization))));
        UUID named = variable(
                organization,
                Map.of("key", "A", "source", "credential", "credentialId", credential.toString(), "secretName", "a"));
        UUID byDefault = variable(
                organization,
                Map.of("key", "B", "source", "default", "provider", "azure_key_vault", "secretName", "b"));

        admin().header("If-Match", "*")
                .delete(path(organization) + "/" + credential)
                .then()
                .statusCode(409)
                .body("usedBy.size()", equalTo(2))
                .body("usedBy[0].id", equalTo(named.toString()))
                .body("usedBy[1].id", equalTo(byDefault.toString()))
                .body("usedBy[1].kind", equalTo("environment-variable"));

        created(admin().body(with(with(body(organization), "name", "Other"), "default", true))
                .post(path(organization)));
        admin().header("If-Match", "*")
                .delete(path(organization) + "/" + credential)
                .then()
                .statusCode(409)
                .body("usedBy.size()", equalTo(1));
    }

    @Test
    void bindingAnIdentityTakesTheRightToManageIt() {
        UUID organization = organization();
        Map<String, Object> body = body(organization);
        member(organization, "secret_providers:manage")
                .body(body)
                .post(path(organization))
                .then()
                .statusCode(403);
        member(organization, "workload_identity_configs:manage")
                .body(body)
                .post(path(organization))
                .then()
                .statusCode(403);
        UUID id = idOf(created(member(organization, "secret_providers:manage", "workload_identity_configs:manage")
                .body(body)
                .post(path(organization))));
        String one = path(organization) + "/" + id;
        member(organization, "secret_providers:manage")
                .header("If-Match", "*")
                .body(body)
                .put(one)
                .then()
                .statusCode(403);
        member(organization, "secret_providers:manage")
                .header("If-Match", "*")
                .delete(one)
                .then()
                .statusCode(204);
    }

    private Map<String, Object> body(UUID organization) {
        return credentialBody("Vault", config(organization, "Tenant " + UUID.randomUUID()));
    }

    private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(member, value);
        return changed;
    }

    private static String path(UUID organization) {
        return of(organization) + "/secret-provider-credentials";
    }
}
