package dev.bellhop.config.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.config.ServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the API description, called by everybody: without a token, with one for another service, with an expired one,
 * from another organization, with every permission but one that is needed, and with exactly those that are needed. What is needed
 * stands here a second time, so a new operation fails until somebody decides.
 */
@QuarkusTest
class PermissionMatrixTest extends ServiceTest {
    private static final Map<String, Set<String>> NEEDED = Map.ofEntries(
            Map.entry("OrganizationResource_create", Set.of("organizations:manage")),
            Map.entry("OrganizationResource_list", Set.of("organizations:read")),
            Map.entry("OrganizationResource_get", Set.of("organizations:read")),
            Map.entry("OrganizationResource_replace", Set.of("organizations:manage")),
            Map.entry("OrganizationResource_delete", Set.of("organizations:manage")),
            Map.entry("AutomationResource_create", Set.of("automations:manage")),
            Map.entry("AutomationResource_list", Set.of("automations:read")),
            Map.entry("AutomationResource_get", Set.of("automations:read")),
            Map.entry("AutomationResource_replace", Set.of("automations:manage")),
            Map.entry("AutomationResource_delete", Set.of("automations:manage")),
            Map.entry("WorkloadIdentityConfigResource_create", Set.of("workload_identity_configs:manage")),
            Map.entry("WorkloadIdentityConfigResource_list", Set.of("workload_identity_configs:read")),
            Map.entry("WorkloadIdentityConfigResource_get", Set.of("workload_identity_configs:read")),
            Map.entry("WorkloadIdentityConfigResource_replace", Set.of("workload_identity_configs:manage")),
            Map.entry("WorkloadIdentityConfigResource_delete", Set.of("workload_identity_configs:manage")),
            Map.entry("TrustResource_get", Set.of("workload_identity_configs:read")),
            // the example is bound to a workload identity, and the variable's to a credential
            Map.entry(
                    "SecretProviderCredentialResource_create",
                    Set.of("secret_providers:manage", "workload_identity_configs:manage")),
            Map.entry("SecretProviderCredentialResource_list", Set.of("secret_providers:read")),
            Map.entry("SecretProviderCredentialResource_get", Set.of("secret_providers:read")),
            Map.entry(
                    "SecretProviderCredentialResource_replace",
                    Set.of("secret_providers:manage", "workload_identity_configs:manage")),
            Map.entry("SecretProviderCredentialResource_delete", Set.of("secret_providers:manage")),
            Map.entry(
                    "EnvironmentVariableResource_create",
                    Set.of("environment_variables:manage", "secret_providers:read")),
            Map.entry("EnvironmentVariableResource_list", Set.of("environment_variables:read")),
            Map.entry("EnvironmentVariableResource_get", Set.of("environment_variables:read")),
            Map.entry(
                    "EnvironmentVariableResource_replace",
                    Set.of("environment_variables:manage", "secret_providers:read")),
            Map.entry("EnvironmentVariableResource_delete", Set.of("environment_variables:manage")),
            Map.entry("AuditEntryResource_list", Set.of("audit:read")),
            Map.entry("PlanResource_plan", Set.of("resolution_plans:read")),
            Map.entry("PlanResource_values", Set.of("resolution_values:read")),
            Map.entry("CredentialPlanResource_plan", Set.of("resolution_plans:read")),
            Map.entry("CredentialPlanResource_values", Set.of("resolution_values:read")));

    private static final List<String> ALL = List.of(
            "organizations:manage",
            "automations:manage",
            "workload_identity_configs:manage",
            "secret_providers:manage",
            "environment_variables:manage",
            "audit:read",
            "resolution_plans:read",
            "resolution_values:read");

    /** What nobody may touch may be used by all who are refused; and by all who are let in, unless they delete. */
    private static Fixture shared;

    @TestHTTPResource(value = "/openapi", management = true, tls = true)
    URL openapi;

    @Test
    void knowsEveryOperation() {
        List<ApiOperation> operations = ApiOperation.all(openapi);
        assertThat(operations)
                .extracting(ApiOperation::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(NEEDED.keySet());
        for (ApiOperation operation : operations) {
            assertThat(operation.permissions())
                    .as(operation.toString())
                    .isNotEmpty()
                    .isSubsetOf(NEEDED.get(operation.id()));
        }
    }

    @TestFactory
    Stream<DynamicContainer> opensToThoseWithThePermissionOnly() {
        return ApiOperation.all(openapi).stream()
                .map(operation -> DynamicContainer.dynamicContainer(operation.toString(), cases(operation)));
    }

    private Stream<DynamicTest> cases(ApiOperation operation) {
        List<DynamicTest> cases = new ArrayList<>();
        cases.add(refused(operation, "no token", 401, organization -> anonymous()));
        cases.add(refused(operation, "an empty token", 401, organization -> as("")));
        cases.add(refused(
                operation,
                "a token for another service",
                401,
                organization -> as(mint.apply("user:admin", Map.of("aud", "bellhop-issuer")))));
        cases.add(refused(
                operation,
                "an expired token",
                401,
                organization -> as(mint.apply("user:admin", Map.of("lifetimeSeconds", -120)))));
        cases.add(DynamicTest.dynamicTest("all permissions elsewhere", () -> fromElsewhere(operation)));
        for (String permission : needed(operation)) {
            cases.add(DynamicTest.dynamicTest("all but " + permission, () -> withoutOne(operation, permission)));
        }
        cases.add(DynamicTest.dynamicTest("exactly what is needed", () -> {
            Fixture fixture = operation.method().equals("delete") ? new Fixture(operation.id()) : shared();
            // who may create organizations may do it for all of them, which no member may
            RequestSpecification caller = operation.id().equals("OrganizationResource_create")
                    ? admin()
                    : member(fixture.organization, needed(operation).toArray(String[]::new));
            assertThat(call(operation, fixture, caller).statusCode()).isBetween(200, 299);
        }));
        cases.add(DynamicTest.dynamicTest("a parameter that is none", () -> {
            RequestSpecification caller = admin().queryParam("colour", "red");
            if (operation.id().startsWith("PlanResource") || operation.id().startsWith("CredentialPlanResource")) {
                caller = resolver().queryParam("colour", "red");
            }
            Response answer = call(operation, shared(), caller);
            answer.then().statusCode(400);
            assertThat(answer.<List<String>>path("errors.field")).containsExactly("colour");
        }));
        return cases.stream();
    }

    private interface Callers {
        RequestSpecification of(UUID organization);
    }

    private DynamicTest refused(ApiOperation operation, String name, int status, Callers caller) {
        return DynamicTest.dynamicTest(name, () -> {
            Fixture fixture = shared();
            call(operation, fixture, caller.of(fixture.organization))
                    .then()
                    .statusCode(status)
                    .contentType(PROBLEM);
        });
    }

    private Fixture shared() {
        if (shared == null) {
            shared = new Fixture("nothing is deleted");
        }
        return shared;
    }

    private void fromElsewhere(ApiOperation operation) {
        Fixture fixture = shared();
        Response answer = call(operation, fixture, member(organization(), ALL.toArray(String[]::new)));
        if (operation.id().equals("OrganizationResource_list")) { // shows to each what is his
            answer.then().statusCode(200);
            assertThat(answer.asString()).doesNotContain(fixture.organization.toString());
        } else {
            answer.then().statusCode(403).contentType(PROBLEM);
        }
    }

    private void withoutOne(ApiOperation operation, String permission) {
        Fixture fixture = shared();
        String family = permission.replaceAll(":.*", ":");
        boolean reading = permission.endsWith(":read");
        String[] others = Stream.concat(ALL.stream(), ALL.stream().map(one -> one.replace(":manage", ":read")))
                .filter(one -> !(one.startsWith(family) && (reading || one.equals(permission))))
                .distinct()
                .toArray(String[]::new);
        Response answer = call(operation, fixture, member(fixture.organization, others));
        answer.then().statusCode(403).contentType(PROBLEM);
        assertThat(answer.<List<String>>path("permissions")).containsExactly(permission);
        assertThat(answer.<String>path("detail")).contains(permission);
        if (operation.isOfAnOrganization()) {
            assertThat(answer.<String>path("organizationId")).isEqualTo(fixture.organization.toString());
        }
    }

    private static Set<String> needed(ApiOperation operation) {
        Set<String> needed = NEEDED.get(operation.id());
        assertThat(needed).as("who may call " + operation + "?").isNotEmpty();
        return needed;
    }

    private static Response call(ApiOperation operation, Fixture fixture, RequestSpecification caller) {
        RequestSpecification request = caller.header("If-Match", "*");
        operation.exampleBody().ifPresent(example -> {
            ObjectNode body = ((ObjectNode) example).deepCopy();
            if (body.has("name")) {
                body.put("name", "Name " + UUID.randomUUID());
            } else {
                body.put("key", "KEY_" + UUID.randomUUID().toString().replace('-', '_'));
            }
            request.body(fixture.real(body.toString()));
        });
        return request.request(operation.method(), fixture.address(operation.path()));
    }

    /** An organization with one of everything, none of it used by another. */
    private final class Fixture {
        final UUID organization = organization();
        private final boolean empty;
        private final UUID automation;
        private final UUID config;
        private final UUID credential;
        private final UUID variable;

        Fixture(String deletion) {
            empty = deletion.equals("OrganizationResource_delete");
            automation = empty ? null : automation(organization, "Crew");
            config = empty ? null : config(organization, "Tenant");
            boolean configIsDeleted = deletion.equals("WorkloadIdentityConfigResource_delete");
            credential = empty || configIsDeleted ? null : credential(organization, "Vault", config);
            variable = empty ? null : variable(organization, Map.of("key", "KEY", "source", "direct", "value", "v"));
        }

        /** The examples' ids are those of nothing; here are real ones. */
        String real(String text) {
            return text.replace("0a000000-0000-4000-8000-000000000001", organization.toString())
                    .replace("0a000000-0000-4000-8000-000000000002", String.valueOf(automation))
                    .replace("0a000000-0000-4000-8000-000000000003", String.valueOf(config))
                    .replace("0a000000-0000-4000-8000-000000000004", String.valueOf(credential));
        }

        String address(String path) {
            UUID id = path.contains("/workload-identity-configs/")
                    ? config
                    : path.contains("/secret-provider-credentials/") ? credential : variable;
            return path.replace("{organization}", organization.toString())
                    .replace("{automation}", String.valueOf(automation))
                    .replace("{credential}", String.valueOf(credential))
                    .replace("{id}", String.valueOf(id));
        }
    }
}
