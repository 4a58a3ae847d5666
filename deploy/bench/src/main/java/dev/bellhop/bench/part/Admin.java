package dev.bellhop.bench.part;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Api;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.Foundation;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Config-service through its public API, as an administrator of every organization. */
final class Admin {
    private final Https https;
    private final URI base;
    private final String token;
    private final Api api;

    Admin(Foundation foundation, URI base) {
        this.https = Https.trusting(foundation.caFile());
        this.base = base;
        this.token = foundation.token("user:admin", "bellhop-config");
        this.api = new Api(https, base, token);
    }

    Api api() {
        return api;
    }

    /** A replacement of what had that entity tag. */
    Https.Answer replace(String path, String entityTag, Object body) {
        return https.call("PUT", URI.create(base + path))
                .bearer(token)
                .header("If-Match", entityTag)
                .json(body)
                .send();
    }

    Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + token);
    }

    UUID organization(String name) {
        return id(api.created("/v1/organizations", Map.of("name", name)));
    }

    UUID automation(UUID organization, String name) {
        return id(api.created(own(organization) + "/automations", Map.of("name", name)));
    }

    UUID workloadIdentityConfig(UUID organization, String name) {
        return id(api.created(
                own(organization) + "/workload-identity-configs",
                Map.of(
                        "name",
                        name,
                        "cloudProvider",
                        "azure",
                        "azure",
                        Map.of(
                                "tenantId",
                                UUID.randomUUID(),
                                "clientId",
                                UUID.randomUUID(),
                                "identity",
                                "application",
                                "cloud",
                                "public"),
                        "subjectScope",
                        "organization")));
    }

    UUID credential(UUID organization, UUID workloadIdentityConfig, String vault) {
        return id(api.created(
                own(organization) + "/secret-provider-credentials",
                Map.of(
                        "name",
                        vault,
                        "provider",
                        "azure_key_vault",
                        "authentication",
                        "workload_identity",
                        "workloadIdentityConfigId",
                        workloadIdentityConfig,
                        "azure",
                        Map.of("vaultUrl", "https://" + vault + ".vault.azure.net"))));
    }

    void variable(UUID organization, UUID automation, UUID credential, String key) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("key", key);
        variable.put("source", "credential");
        variable.put("credentialId", credential);
        variable.put("secretName", key.toLowerCase(java.util.Locale.ROOT));
        variable.put("required", true);
        variable.put("assignedTo", List.of(automation));
        var unused = api.created(own(organization) + "/environment-variables", variable);
    }

    static String own(UUID organization) {
        return "/v1/organizations/" + organization;
    }

    private static UUID id(JsonNode created) {
        return UUID.fromString(created.get("id").asText());
    }
}
