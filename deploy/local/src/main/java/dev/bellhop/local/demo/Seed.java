package dev.bellhop.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellhop.local.client.Api;
import dev.bellhop.local.client.CloudControl;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes what a kickoff needs, on both sides: in the cloud an application that trusts our issuer's subject, a vault and its secrets; in
 * config-service the organization, its automation, WI config, credential and variables.
 */
public final class Seed {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StackFile stack;
    private final CloudControl cloud;
    private final Api config;

    public Seed(StackFile stack) {
        this.stack = stack;
        this.cloud = new CloudControl(stack);
        this.config = new Api(
                Https.trusting(stack.caFile()),
                stack.config().url(),
                stack.tokens().get("admin"));
    }

    /**
     * What was made.
     *
     * @param secrets name in the vault by variable
     */
    public record Seeded(
            String organizationName,
            UUID organization,
            UUID automation,
            UUID workloadIdentityConfig,
            UUID credential,
            UUID tenant,
            UUID clientId,
            String subject,
            String vault,
            Map<String, String> secrets) {
        public Seeded {
            secrets = Map.copyOf(secrets);
        }

        JsonNode json() {
            ObjectNode json = Https.JSON.valueToTree(this);
            json.put("vaultUrl", vaultUrl());
            return json;
        }

        public String vaultUrl() {
            return "https://" + vault + ".vault.azure.net";
        }
    }

    /** @param name of the organization; it becomes part of the vault's name: letters, digits, {@code -} */
    public Seeded plant(String name) {
        UUID organization = id(config.created("/v1/organizations", Map.of("name", name)));
        String own = "/v1/organizations/" + organization;
        UUID tenant = UUID.randomUUID();
        UUID clientId = UUID.randomUUID();
        String vault = name + "-kv";
        JsonNode workloadIdentity = config.created(
                own + "/workload-identity-configs",
                Map.of(
                        "name",
                        name + "-azure",
                        "cloudProvider",
                        "azure",
                        "azure",
                        Map.of("tenantId", tenant, "clientId", clientId, "identity", "application", "cloud", "public"),
                        "subjectScope",
                        "organization",
                        "default",
                        true,
                        "enabled",
                        true));
        String subject = workloadIdentity.get("subject").asText();
        plantCloud(name, tenant, clientId, subject, vault);
        UUID credential = id(config.created(
                own + "/secret-provider-credentials",
                Map.of(
                        "name",
                        vault,
                        "provider",
                        "azure_key_vault",
                        "authentication",
                        "workload_identity",
                        "workloadIdentityConfigId",
                        id(workloadIdentity),
                        "azure",
                        Map.of("vaultUrl", "https://" + vault + ".vault.azure.net"),
                        "default",
                        true,
                        "enabled",
                        true)));
        UUID automation = id(config.created(own + "/automations", Map.of("name", "nightly-research")));
        variable(
                own,
                automation,
                "OPENAI_API_KEY",
                Map.of("source", "default", "provider", "azure_key_vault", "secretName", "openai_api_key"));
        variable(
                own,
                automation,
                "DATABASE_PASSWORD",
                Map.of(
                        "source",
                        "credential",
                        "credentialId",
                        credential,
                        "secretName",
                        "reporting-database#password"));
        variable(
                own,
                automation,
                "SLACK_WEBHOOK",
                Map.of("source", "credential", "credentialId", credential, "secretName", "slack-webhook"));
        return new Seeded(
                name,
                organization,
                automation,
                id(workloadIdentity),
                credential,
                tenant,
                clientId,
                subject,
                vault,
                Map.of(
                        "OPENAI_API_KEY", "openai-api-key",
                        "DATABASE_PASSWORD", "reporting-database#password",
                        "SLACK_WEBHOOK", "slack-webhook"));
    }

    private void plantCloud(String name, UUID tenant, UUID clientId, String subject, String vault) {
        cloud.tenant(tenant);
        cloud.application(tenant, clientId, name + "-bellhop");
        cloud.federatedCredential(
                tenant, clientId, "bellhop", stack.issuer().url().toString(), subject);
        cloud.vault(vault, tenant);
        cloud.allowReading(vault, clientId);
        cloud.secret(vault, "openai-api-key", "sk-" + random());
        cloud.secret(vault, "reporting-database", "{\"user\":\"reporting\",\"password\":\"" + random() + "\"}");
        cloud.secret(vault, "slack-webhook", "https://hooks.example.com/" + random());
    }

    private void variable(String own, UUID automation, String key, Map<String, ?> reference) {
        Map<String, Object> variable = new LinkedHashMap<>(reference);
        variable.put("key", key);
        variable.put("required", true);
        variable.put("assignedTo", List.of(automation));
        config.created(own + "/environment-variables", variable);
    }

    /** A new value for one variable's secret, as its owner would set it; answers the new version's id. */
    public String rotateOpenAiKey(Seeded seeded) {
        return cloud.secret(seeded.vault(), "openai-api-key", "sk-" + random());
    }

    private static UUID id(JsonNode created) {
        return UUID.fromString(created.get("id").asText());
    }

    private static String random() {
        byte[] random = new byte[18];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
