package dev.bellhop.resolver.fake;

import dev.bellhop.emulator.control.Cloud;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.vault.Role;
import dev.bellhop.emulator.vault.RoleAssignment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An automation of an organization of its own, with a workload identity config, a credential and a vault that trusts it; variables
 * are added as a test needs them.
 */
public final class Automation {
    private static final String AUDIENCE = "api://AzureADTokenExchange";

    private final UUID organization = UUID.randomUUID();
    private final UUID automation = UUID.randomUUID();
    private final UUID identity = UUID.randomUUID();
    private final UUID credential = UUID.randomUUID();
    private final UUID tenant = UUID.randomUUID();
    private final UUID client = UUID.randomUUID();
    private final String vault = "kv-" + organization.toString().substring(0, 13);
    private final List<Map<String, Object>> variables = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> values = new CopyOnWriteArrayList<>();

    private final String updatedAt = Instant.now().minusSeconds(3_600).toString();
    private volatile String clientSecret;
    private volatile int revision = 1;
    private volatile boolean changesMeanwhile;

    private Automation() {}

    /** Its credential has a client secret, which the cloud knows under {@code known}. */
    public Automation bySecret(String stored, String known) {
        clientSecret = stored;
        Platform.cloud().putClientSecret(tenant, client, "bellhop", known, Optional.empty());
        return this;
    }

    /** An administrator changes the credential between the resolver's next reading of the plan and of the secret. */
    public Automation changingMeanwhile() {
        changesMeanwhile = true;
        return this;
    }

    /** Known to config-service and trusted by the cloud; nothing is assigned to it yet. */
    public static Automation ready() {
        Automation ready = new Automation();
        Cloud cloud = Platform.cloud();
        cloud.putTenant(ready.tenant);
        cloud.putApplication(ready.tenant, ready.client, "Acme", Application.Kind.APPLICATION);
        cloud.putFederatedCredential(
                ready.tenant, ready.client, "bellhop", Platform.issuer(), "organization:" + ready.organization);
        cloud.putVault(ready.vault, ready.tenant);
        cloud.putRoleAssignment(ready.vault, "read", ready.client, "Key Vault Secrets User");
        Platform.register(ready);
        return ready;
    }

    /** One that config-service does not know. */
    public static Automation unknown() {
        return new Automation();
    }

    /** A required variable read from the vault, where the secret has this value; null for one that is not there. */
    public Automation secret(String key, String secretName, String value) {
        if (value != null) {
            Platform.cloud().putSecret(vault, secretName, value);
        }
        variables.add(variable(key, "credential", credential.toString(), secretName));
        return this;
    }

    /** A variable that need not be there; the vault has no such secret. */
    public Automation optional(String key, String secretName) {
        Map<String, Object> variable = variable(key, "credential", credential.toString(), secretName);
        variable.put("required", false);
        variables.add(variable);
        return this;
    }

    /** A required variable whose value stands in config-service. */
    public Automation direct(String key, String value) {
        variables.add(variable(key, "direct", null, null));
        values.add(Map.of("key", key, "value", value));
        return this;
    }

    /** The vault answers this much later, from now on. */
    public Automation slowVault(Duration delay) {
        Platform.cloud().putFault(vault, Fault.delaying(vaultHost(), delay));
        return this;
    }

    /** The vault answers at once again; a request that waits already goes on waiting. */
    public Automation fastVault() {
        Platform.cloud().deleteFault(vault);
        return this;
    }

    /** A new version of a secret. */
    public Automation rotate(String secretName, String value) {
        Platform.cloud().putSecret(vault, secretName, value);
        return this;
    }

    /** How many requests the vault got. */
    public int vaultRequests() {
        return Platform.cloud().requests(vaultHost(), 0).size();
    }

    /** Its trust is taken away: Entra refuses the next exchange. */
    public Automation distrusted() {
        Platform.cloud().deleteFederatedCredential(tenant, client, "bellhop");
        Platform.cloud().putFederatedCredential(tenant, client, "bellhop", Platform.issuer(), "organization:another");
        return this;
    }

    /** It is trusted again. */
    public Automation trusted() {
        Platform.cloud().deleteFederatedCredential(tenant, client, "bellhop");
        Platform.cloud()
                .putFederatedCredential(tenant, client, "bellhop", Platform.issuer(), "organization:" + organization);
        return this;
    }

    public UUID organization() {
        return organization;
    }

    public UUID automation() {
        return automation;
    }

    public UUID identity() {
        return identity;
    }

    public UUID credential() {
        return credential;
    }

    /** A good kickoff record for it. */
    public KickoffRecord kickoff(UUID kickoff, Worker worker) {
        return KickoffRecord.of(organization, automation, kickoff, worker);
    }

    /** From now on it may read no more than this one secret; what it could do before is taken away. */
    public Automation allowedOnly(String secretName) {
        Platform.cloud().deleteRoleAssignment(vault, "read");
        Platform.cloud()
                .putRoleAssignment(
                        vault,
                        new RoleAssignment(
                                "one", client, Role.named("Key Vault Secrets User"), Optional.of(secretName)));
        return this;
    }

    String credentialPath() {
        return "/v1/organizations/" + organization + "/secret-provider-credentials/" + credential;
    }

    String path() {
        return "/v1/organizations/" + organization + "/automations/" + automation;
    }

    Map<String, Object> plan() {
        return Map.of(
                "organizationId", organization.toString(),
                "automationId", automation.toString(),
                "automationName", "nightly",
                "workloadIdentityConfigs",
                        List.of(Map.of(
                                "id",
                                identity.toString(),
                                "name",
                                "acme",
                                "revision",
                                1,
                                "updatedAt",
                                updatedAt,
                                "enabled",
                                true,
                                "cloudProvider",
                                "azure",
                                "audience",
                                AUDIENCE,
                                "subjectScope",
                                "organization",
                                "azure",
                                Map.of(
                                        "tenantId",
                                        tenant.toString(),
                                        "clientId",
                                        client.toString(),
                                        "identity",
                                        "application",
                                        "cloud",
                                        "public"))),
                "credentials", List.of(credentialPlan()),
                "variables", List.copyOf(variables));
    }

    private Map<String, Object> credentialPlan() {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "id",
                credential.toString(),
                "name",
                "acme-kv",
                "revision",
                revision,
                "updatedAt",
                updatedAt,
                "enabled",
                true,
                "provider",
                "azure_key_vault",
                "authentication",
                clientSecret == null ? "workload_identity" : "client_secret",
                "azure",
                Map.of("vaultUrl", "https://" + vaultHost())));
        if (clientSecret == null) {
            plan.put("workloadIdentityConfigId", identity.toString());
        } else {
            plan.put(
                    "azure",
                    Map.of(
                            "vaultUrl",
                            "https://" + vaultHost(),
                            "tenantId",
                            tenant.toString(),
                            "clientId",
                            client.toString(),
                            "cloud",
                            "public"));
        }
        return plan;
    }

    Map<String, Object> values() {
        if (changesMeanwhile) {
            changesMeanwhile = false;
            revision++;
        }
        List<Object> secrets = clientSecret == null
                ? List.of()
                : List.of(Map.of("credentialId", credential.toString(), "revision", revision, "value", clientSecret));
        return Map.of("values", List.copyOf(values), "defaultValues", List.of(), "clientSecrets", secrets);
    }

    private String vaultHost() {
        return vault + ".vault.azure.net";
    }

    private static Map<String, Object> variable(String key, String source, String credential, String secretName) {
        Map<String, Object> variable = new HashMap<>();
        variable.put("key", key);
        variable.put("source", source);
        variable.put("credentialId", credential);
        variable.put("secretName", secretName);
        variable.put("jsonPointer", null);
        variable.put("version", null);
        variable.put("required", true);
        variable.put("hasDefaultValue", false);
        return variable;
    }
}
