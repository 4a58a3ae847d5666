package dev.bellhop.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Api;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.demo.Seed;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** An organization in trouble: what its people or its cloud got wrong, and what the resolver says to its one variable then. */
final class Trouble {
    static final String KEY = "TROUBLED";
    /** Room for a busy machine; what is young is asked again until then. */
    private static final int SECONDS = 8;

    private final StackFile stack = TestStack.file();
    private final Tenant tenant = Tenant.planted();
    private final Api control = new Api(
            Https.trusting(stack.caFile()),
            stack.emulator().controlUrl(),
            stack.emulator().controlToken());
    private final UUID automation = tenant.newAutomation("troubled");
    private boolean refers;

    Seed.Seeded seeded() {
        return tenant.seeded();
    }

    /** What the owner of the cloud does. */
    void cloud(String path, Map<String, ?> body) {
        control.stored("/control" + path, body);
    }

    void tenantSetting(String name, Object value) {
        cloud("/tenants/" + seeded().tenant(), Map.of(name, value));
    }

    /** The application's one federated credential becomes this. */
    void federated(String issuer, String subject, String audience) {
        cloud(
                application() + "/federated-credentials/bellhop",
                Map.of("issuer", issuer, "subject", subject, "audiences", List.of(audience)));
    }

    void notFederated() {
        control.delete("/control" + application() + "/federated-credentials/bellhop");
    }

    String application() {
        return "/tenants/" + seeded().tenant() + "/applications/" + seeded().clientId();
    }

    void vault(String name, Object value) {
        cloud("/vaults/" + seeded().vault(), Map.of("tenantId", seeded().tenant(), name, value));
    }

    void secret(Map<String, ?> body) {
        cloud("/vaults/" + seeded().vault() + "/secrets/openai-api-key", body);
    }

    /** Every answer to this tenant's sign-ins, or of its vault, is this, until the journey is over. */
    void fault(String target, Object value, int status, String body) {
        cloud(
                "/faults/" + automation,
                Map.of(target, value, "pathPrefix", "/", "status", status, "body", body, "forMillis", 60_000));
    }

    String issuer() {
        return stack.issuer().url().toString();
    }

    /** A vault of the tenant that the application has no role at. */
    String lockedVault() {
        String name = "lock-" + seeded().organization().toString().substring(0, 8);
        cloud("/vaults/" + name, Map.of("tenantId", seeded().tenant()));
        cloud("/vaults/" + name + "/secrets/openai-api-key", Map.of("value", "never seen"));
        return "https://" + name + ".vault.azure.net";
    }

    /** The same with a role at its one secret. */
    String vaultWithRoleAtItsSecret() {
        String url = lockedVault();
        cloud(
                "/vaults/" + URI.create(url).getHost().replaceAll("\\..*", "") + "/role-assignments/one",
                Map.of(
                        "principalId",
                        seeded().clientId(),
                        "role",
                        "Key Vault Secrets User",
                        "secret",
                        "openai-api-key"));
        return url;
    }

    /** A new version; answers its id. */
    String secretVersion(String name, String value) {
        return tenant.secret(name, value);
    }

    /** What Entra gets when it asks our issuer, from now on. */
    void issuerAnswers(String path, int status, String body) {
        cloud("/faults/issuer", Map.of("host", "localhost", "pathPrefix", path, "status", status, "body", body));
        control.delete("/control/issuer-keys");
    }

    void issuerAnswersAgain() {
        control.delete("/control/faults/issuer");
        control.delete("/control/issuer-keys");
    }

    /** The ids of our issuer's published keys, the signing one among them. */
    List<String> keyIds() {
        JsonNode keys = Https.trusting(stack.caFile())
                .call("GET", URI.create(issuer() + "/oauth2/jwks"))
                .send()
                .json()
                .path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.path("kid").asText())
                .toList();
    }

    /** The variable reads the credential that the organization has. */
    void reads(String secretName) {
        refers(Map.of("source", "credential", "credentialId", seeded().credential(), "secretName", secretName));
    }

    void readsPinned(String secretName, String version) {
        refers(Map.of(
                "source",
                "credential",
                "credentialId",
                seeded().credential(),
                "secretName",
                secretName,
                "version",
                version));
    }

    private void refers(Map<String, ?> reference) {
        refers = true;
        tenant.variable(automation, KEY, reference);
    }

    /** The variable reads through a credential with these members; answers its id. */
    String readsThrough(Map<String, ?> members) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("name", "troubled");
        credential.put("provider", "azure_key_vault");
        credential.put("authentication", "workload_identity");
        credential.put("workloadIdentityConfigId", seeded().workloadIdentityConfig());
        credential.put("azure", Map.of("vaultUrl", seeded().vaultUrl()));
        credential.put("default", false);
        credential.put("enabled", true);
        credential.putAll(members);
        credential.values().removeIf(""::equals);
        String id = tenant.admin()
                .created(tenant.path() + "/secret-provider-credentials", credential)
                .get("id")
                .asText();
        refers(Map.of("source", "credential", "credentialId", id, "secretName", "openai-api-key"));
        return id;
    }

    /** The variable reads with an identity of that tenant and client id. */
    void readsAs(UUID tenantId, UUID clientId) {
        JsonNode config = tenant.admin()
                .created(
                        tenant.path() + "/workload-identity-configs",
                        Map.of(
                                "name",
                                "troubled",
                                "cloudProvider",
                                "azure",
                                "azure",
                                Map.of(
                                        "tenantId",
                                        tenantId,
                                        "clientId",
                                        clientId,
                                        "identity",
                                        "application",
                                        "cloud",
                                        "public"),
                                "subjectScope",
                                "organization",
                                "default",
                                false,
                                "enabled",
                                true));
        readsThrough(Map.of("workloadIdentityConfigId", config.get("id").asText()));
    }

    /** The variable reads with a client secret. */
    void readsWithSecret(String value) {
        readsThrough(Map.of(
                "authentication",
                "client_secret",
                "workloadIdentityConfigId",
                "",
                "azure",
                Map.of(
                        "vaultUrl", seeded().vaultUrl(),
                        "tenantId", seeded().tenant(),
                        "clientId", seeded().clientId(),
                        "clientSecret", value,
                        "cloud", "public")));
    }

    /** What the resolver says about the variable, asked over HTTP; missing if it was resolved. */
    JsonNode diagnosis() {
        if (!refers) {
            reads("openai-api-key");
        }
        JsonNode answer = resolve();
        for (JsonNode variable : answer.path("variables")) {
            if (variable.path("key").asText().equals(KEY)) {
                return variable.path("problem");
            }
        }
        return answer.path("problem");
    }

    JsonNode resolve() {
        return tenant.ownWorker()
                .post(
                        tenant.path() + "/automations/" + automation + "/resolutions",
                        Map.of(
                                "recipient",
                                new Worker().publicKey(),
                                "deadline",
                                Instant.now().plusSeconds(SECONDS).toString()))
                .json();
    }

    /** The legs of a connection test. */
    JsonNode connection(String credential, String secretName) {
        return tenant.ownWorker()
                .post(
                        tenant.path() + "/secret-provider-credentials/" + credential + "/test",
                        Map.of("secretName", secretName))
                .json();
    }

    /** What is said to a variable of a provider's default in an organization that has no credential. */
    static JsonNode withoutCredential() {
        StackFile stack = TestStack.file();
        Https https = Https.trusting(stack.caFile());
        Api admin = new Api(https, stack.config().url(), stack.tokens().get("admin"));
        String organization = admin.created("/v1/organizations", Map.of("name", "without-" + UUID.randomUUID()))
                .get("id")
                .asText();
        String path = "/v1/organizations/" + organization;
        String automation = admin.created(path + "/automations", Map.of("name", "without"))
                .get("id")
                .asText();
        admin.created(
                path + "/environment-variables",
                Map.of(
                        "key",
                        KEY,
                        "source",
                        "default",
                        "provider",
                        "azure_key_vault",
                        "secretName",
                        "a",
                        "required",
                        true,
                        "assignedTo",
                        List.of(automation)));
        return new Api(https, stack.resolvers().get(0).url(), stack.tokens().get("worker"))
                .post(
                        path + "/automations/" + automation + "/resolutions",
                        Map.of("recipient", new Worker().publicKey()))
                .json()
                .path("variables")
                .path(0)
                .path("problem");
    }
}
