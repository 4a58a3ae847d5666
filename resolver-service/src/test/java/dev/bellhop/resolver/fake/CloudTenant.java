package dev.bellhop.resolver.fake;

import dev.bellhop.emulator.control.Cloud;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.resolver.plan.PlannedVariable;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** An organization with a tenant, an application and a vault of its own in the emulated cloud, and plans that read there. */
public final class CloudTenant {
    public final UUID organization = UUID.randomUUID();
    public final UUID automation = UUID.randomUUID();
    public final UUID tenant = UUID.randomUUID();
    public final UUID client = UUID.randomUUID();
    public final String vault = "kv-" + organization.toString().substring(0, 13);
    private final UUID config = UUID.randomUUID();
    private final UUID credential = UUID.randomUUID();
    private final AzureCloud azure;
    private final Instant configuredAt;
    private final String subjectScope;

    private CloudTenant(AzureCloud azure, Instant configuredAt, String subjectScope, Application.Kind kind) {
        this.azure = azure;
        this.configuredAt = configuredAt;
        this.subjectScope = subjectScope;
        cloud().putTenant(tenant, azure);
        cloud().putApplication(tenant, client, "Acme", kind);
        cloud().putVault(vault, tenant);
    }

    /** Configured long ago; nothing trusts it yet, and it may read nothing. */
    public static CloudTenant bare() {
        return new CloudTenant(
                AzureCloud.PUBLIC,
                Instant.now().minus(Duration.ofHours(1)),
                "organization",
                Application.Kind.APPLICATION);
    }

    /** Configured this moment. */
    public static CloudTenant fresh() {
        return new CloudTenant(AzureCloud.PUBLIC, Instant.now(), "organization", Application.Kind.APPLICATION);
    }

    /** Trusted and allowed to read. */
    public static CloudTenant ready() {
        return bare().trusted().allowed();
    }

    public static CloudTenant readyIn(AzureCloud azure) {
        return new CloudTenant(azure, Instant.EPOCH, "organization", Application.Kind.APPLICATION)
                .trusted()
                .allowed();
    }

    /** A user-assigned managed identity, trusted and allowed. */
    public static CloudTenant managedIdentity() {
        return new CloudTenant(AzureCloud.PUBLIC, Instant.EPOCH, "organization", Application.Kind.MANAGED_IDENTITY)
                .trusted()
                .allowed();
    }

    /** Each of its automations presents a subject of its own; only this one's is trusted. */
    public static CloudTenant perAutomation() {
        CloudTenant one =
                new CloudTenant(AzureCloud.PUBLIC, Instant.EPOCH, "automation", Application.Kind.APPLICATION).allowed();
        return one.trusting(
                EmulatedCloud.issuer(),
                "organization:" + one.organization + ":automation:" + one.automation,
                AzureCloud.PUBLIC.exchangeAudience());
    }

    public CloudTenant trusted() {
        return trusting(EmulatedCloud.issuer(), "organization:" + organization, azure.exchangeAudience());
    }

    public CloudTenant trusting(String issuer, String subject, String audience) {
        cloud().putFederatedCredential(
                        tenant, client, new FederatedCredential("bellhop", issuer, subject, List.of(audience)));
        return this;
    }

    public CloudTenant allowed() {
        cloud().putRoleAssignment(vault, "read", client, "Key Vault Secrets User");
        return this;
    }

    /** Sets a secret and returns its version. */
    public String secret(String name, String value) {
        return cloud().putSecret(vault, name, value);
    }

    public Vault vault() {
        return cloud().vault(vault);
    }

    /** How many requests the vault got. */
    public int vaultRequests() {
        return cloud().requests(vault().host(), 0).size();
    }

    /** A plan that reads these secrets, each into a variable of its name in capitals. */
    public ResolutionPlan plan(String... secrets) {
        return planAt(
                vault().url(),
                Stream.of(secrets).map(name -> variable(name, name, null, null)).toArray(PlannedVariable[]::new));
    }

    public ResolutionPlan plan(PlannedVariable... variables) {
        return planAt(vault().url(), variables);
    }

    public ResolutionPlan planAt(String vaultUrl, PlannedVariable... variables) {
        return new ResolutionPlan(
                organization,
                automation,
                "nightly",
                List.of(new WorkloadIdentityConfig(
                        config,
                        "acme",
                        1,
                        configuredAt,
                        true,
                        "azure",
                        azure.exchangeAudience(),
                        subjectScope,
                        new WorkloadIdentityConfig.Azure(
                                tenant.toString(), client.toString(), "application", azure.label()))),
                List.of(new SecretProviderCredential(
                        credential,
                        "acme-kv",
                        1,
                        configuredAt,
                        true,
                        "azure_key_vault",
                        "workload_identity",
                        config,
                        SecretProviderCredential.Azure.vault(vaultUrl))),
                List.of(variables));
    }

    public PlannedVariable variable(String key, String secret, String pointer, String version) {
        return new PlannedVariable(key, "credential", credential, secret, pointer, version, true, false);
    }

    private static Cloud cloud() {
        return EmulatedCloud.cloud();
    }
}
