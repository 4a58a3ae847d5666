package dev.bellhop.config;

import static io.restassured.RestAssured.given;

import dev.bellhop.config.fake.CallersResource;
import dev.bellhop.config.fake.RotatedSealingResource;
import dev.bellhop.config.fake.TappedPostgresResource;
import dev.bellhop.embedded.TlsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** The service through its HTTPS edge, on a PostgreSQL whose service role owns nothing. */
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(TappedPostgresResource.class)
@QuarkusTestResource(RotatedSealingResource.class)
@QuarkusTestResource(CallersResource.class)
public abstract class ServiceTest {
    protected static final String PROBLEM = "application/problem+json";
    protected static final Map<String, Object> NO_CLAIMS = Map.of();

    @TestHTTPResource(value = "/", tls = true)
    protected URL service;

    /** Set by {@link CallersResource}. */
    protected BiFunction<String, Map<String, Object>, String> mint;

    protected RequestSpecification anonymous() {
        return given().baseUri(service.toString().replaceAll("/$", "")).contentType(ContentType.JSON);
    }

    protected RequestSpecification as(String token) {
        return anonymous().auth().oauth2(token);
    }

    /** May manage everything everywhere. */
    protected RequestSpecification admin() {
        return as(mint.apply("user:admin", NO_CLAIMS));
    }

    /** May read plans and values everywhere, nothing else. */
    protected RequestSpecification resolver() {
        return as(mint.apply("service:resolver", NO_CLAIMS));
    }

    /** Somebody of one organization, with these permissions there. */
    protected RequestSpecification member(UUID organization, String... permissions) {
        return as(
                mint.apply("user:member", Map.of("org", organization.toString(), "permissions", List.of(permissions))));
    }

    protected static String of(UUID organization) {
        return "/v1/organizations/" + organization;
    }

    /** A new organization with a name of its own. */
    protected UUID organization() {
        return idOf(created(admin().body(Map.of("name", "Organization " + UUID.randomUUID()))
                .post("/v1/organizations")));
    }

    protected UUID automation(UUID organization, String name) {
        return idOf(created(admin().body(Map.of("name", name)).post(of(organization) + "/automations")));
    }

    protected UUID config(UUID organization, String name) {
        return idOf(created(admin().body(configBody(name)).post(of(organization) + "/workload-identity-configs")));
    }

    protected UUID credential(UUID organization, String name, UUID config) {
        return idOf(created(
                admin().body(credentialBody(name, config)).post(of(organization) + "/secret-provider-credentials")));
    }

    protected UUID variable(UUID organization, Map<String, Object> body) {
        return idOf(created(admin().body(body).post(of(organization) + "/environment-variables")));
    }

    protected static Map<String, Object> configBody(String name) {
        return Map.of(
                "name",
                name,
                "cloudProvider",
                "azure",
                "azure",
                Map.of(
                        "tenantId",
                        UUID.randomUUID().toString(),
                        "clientId",
                        UUID.randomUUID().toString()));
    }

    protected static Map<String, Object> credentialBody(String name, UUID config) {
        return Map.of(
                "name",
                name,
                "provider",
                "azure_key_vault",
                "authentication",
                "workload_identity",
                "workloadIdentityConfigId",
                config.toString(),
                "azure",
                Map.of("vaultUrl", "https://acme-kv.vault.azure.net/"));
    }

    /** By a secret of its own; its vault is one of the public cloud. */
    protected static Map<String, Object> clientSecretBody(String name, String secret) {
        Map<String, Object> azure = new HashMap<>(Map.of(
                "vaultUrl", "https://acme-kv.vault.azure.net",
                "tenantId", "11111111-2222-3333-4444-555555555555",
                "clientId", "66666666-7777-8888-9999-000000000000"));
        if (secret != null) {
            azure.put("clientSecret", secret);
        }
        return Map.of("name", name, "provider", "azure_key_vault", "authentication", "client_secret", "azure", azure);
    }

    protected static Response created(Response response) {
        response.then().statusCode(201);
        return response;
    }

    protected static UUID idOf(Response response) {
        return UUID.fromString(response.path("id"));
    }
}
