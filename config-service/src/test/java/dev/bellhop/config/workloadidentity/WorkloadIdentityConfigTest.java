package dev.bellhop.config.workloadidentity;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class WorkloadIdentityConfigTest extends ServiceTest {

    @Test
    void fillsInWhatIsUsual() {
        UUID organization = organization();
        created(admin().body(configBody("Tenant")).post(path(organization)))
                .then()
                .body("azure.identity", equalTo("application"))
                .body("azure.cloud", equalTo("public"))
                .body("audience", equalTo("api://AzureADTokenExchange"))
                .body("subjectScope", equalTo("organization"))
                .body("subject", equalTo("organization:" + organization))
                .body("default", equalTo(false))
                .body("enabled", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "public, api://AzureADTokenExchange",
        "usgov, api://AzureADTokenExchangeUSGov",
        "china, api://AzureADTokenExchangeChina"
    })
    void namesTheAudienceOfTheCloud(String cloud, String audience) {
        created(admin().body(body("Tenant", cloud, "automation", false)).post(path(organization())))
                .then()
                .body("audience", equalTo(audience))
                .body("subject", containsString(":automation:{automation}"));
    }

    @Test
    void refusesWhatAzureDoesNotHave() {
        UUID organization = organization();
        admin().body(body("Tenant", "moon", "organization", false))
                .post(path(organization))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("azure.cloud"))
                .body("errors[0].expected", equalTo("one of public, usgov, china"));
        Map<String, Object> nil = new HashMap<>(configBody("Tenant"));
        nil.put("azure", Map.of("tenantId", new UUID(0, 0).toString(), "clientId", "contoso.onmicrosoft.com"));
        admin().body(nil)
                .post(path(organization))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("azure.clientId"));
    }

    @Test
    void movesTheDefaultInOneStep() {
        UUID organization = organization();
        UUID first = idOf(created(
                admin().body(body("First", "public", "organization", true)).post(path(organization))));
        admin().get(path(organization) + "/" + first)
                .then()
                .header("ETag", "\"1-default\"")
                .body("default", equalTo(true));

        Response second = created(
                admin().body(body("Second", "public", "organization", true)).post(path(organization)));

        second.then().header("ETag", "\"1-default\"").body("default", equalTo(true));
        admin().get(path(organization) + "/" + first)
                .then()
                .header("ETag", "\"1\"")
                .body("default", equalTo(false))
                .body("revision", equalTo(1));
        admin().get(of(organization) + "/audit-entries")
                .then()
                .body("items[1].resource.name", equalTo("First"))
                .body("items[1].action", equalTo("REPLACED"))
                .body("items[1].changes", equalTo(List.of(Map.of("field", "default", "from", true, "to", false))));
        admin().header("If-Match", "\"1-default\"")
                .body(body("First", "public", "organization", true))
                .put(path(organization) + "/" + first)
                .then()
                .statusCode(412);
    }

    @Test
    void takesTheDefaultBack() {
        UUID organization = organization();
        Response made = created(
                admin().body(body("First", "public", "organization", true)).post(path(organization)));
        Map<String, Object> shown = new HashMap<>(made.jsonPath().getMap(""));
        shown.put("default", false);
        admin().header("If-Match", made.header("ETag"))
                .body(shown)
                .put(path(organization) + "/" + idOf(made))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("default", equalTo(false));
    }

    @Test
    void isNotDeletedFromUnderACredential() {
        UUID organization = organization();
        UUID config = config(organization, "Tenant");
        UUID credential = credential(organization, "Vault", config);
        admin().header("If-Match", "*")
                .delete(path(organization) + "/" + config)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:in-use"))
                .body("usedBy[0].kind", equalTo("secret-provider-credential"))
                .body("usedBy[0].id", equalTo(credential.toString()))
                .body("usedBy[0].name", equalTo("Vault"));
    }

    @Test
    void staysInItsCloudWhileVaultsOfThatCloudDependOnIt() {
        UUID organization = organization();
        UUID config = config(organization, "Tenant");
        credential(organization, "Vault", config);
        admin().header("If-Match", "*")
                .body(body("Tenant", "china", "organization", false))
                .put(path(organization) + "/" + config)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bellhop:problem:in-use"))
                .body("detail", containsString("another config"));
        admin().header("If-Match", "*")
                .body(body("Tenant", "public", "automation", false))
                .put(path(organization) + "/" + config)
                .then()
                .statusCode(200);
    }

    private static String path(UUID organization) {
        return of(organization) + "/workload-identity-configs";
    }

    private static Map<String, Object> body(String name, String cloud, String scope, boolean isDefault) {
        return Map.of(
                "name", name,
                "cloudProvider", "azure",
                "azure",
                        Map.of(
                                "tenantId", UUID.randomUUID().toString(),
                                "clientId", UUID.randomUUID().toString(),
                                "cloud", cloud),
                "subjectScope", scope,
                "default", isDefault);
    }
}
