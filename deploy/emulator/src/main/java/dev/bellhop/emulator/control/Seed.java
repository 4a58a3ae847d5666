package dev.bellhop.emulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.vault.Role;
import dev.bellhop.emulator.vault.RoleAssignment;
import dev.bellhop.emulator.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A cloud in a file: tenants with their applications, vaults with their secrets, in YAML (or JSON, which is YAML). Members are those of the
 * control API's bodies, under the same names; unknown ones are refused. {@link #toString()} shows nothing of it.
 */
public final class Seed {
    private static final ObjectMapper YAML = new YAMLMapper();

    private final File file;

    private Seed(File file) {
        this.file = file;
    }

    record File(List<TenantSeed> tenants, List<VaultSeed> vaults) {}

    record TenantSeed(
            String id,
            String cloud,
            Set<String> domains,
            Long accessTokenLifetimeSeconds,
            Long federatedCredentialPropagationSeconds,
            String answers,
            Integer tokenRequestsPerMinute,
            Boolean conditionalAccessBlocks,
            String enterpriseClaim,
            Set<String> disabledResources,
            List<ApplicationSeed> applications) {
        Bodies.TenantBody body() {
            return new Bodies.TenantBody(
                    cloud,
                    domains,
                    accessTokenLifetimeSeconds,
                    federatedCredentialPropagationSeconds,
                    answers,
                    tokenRequestsPerMinute,
                    conditionalAccessBlocks,
                    enterpriseClaim,
                    disabledResources);
        }
    }

    record ApplicationSeed(
            String clientId,
            String displayName,
            String kind,
            Boolean enabled,
            Boolean servicePrincipal,
            Boolean administrator,
            List<CredentialSeed> federatedCredentials,
            List<ClientSecretSeed> clientSecrets) {
        Bodies.ApplicationBody body() {
            return new Bodies.ApplicationBody(displayName, kind, enabled, servicePrincipal, administrator);
        }
    }

    record CredentialSeed(String name, String issuer, String subject, List<String> audiences, String description) {}

    record ClientSecretSeed(String name, String value, String expires) {}

    record VaultSeed(
            String name,
            String tenantId,
            String authorization,
            String network,
            Set<String> allowedAddresses,
            Boolean trustedServicesPass,
            Integer transactionsPer10Seconds,
            Integer retryAfterSeconds,
            List<RoleSeed> roleAssignments,
            List<PolicySeed> accessPolicies,
            List<SecretSeed> secrets) {
        Bodies.VaultBody body() {
            return new Bodies.VaultBody(
                    tenantId,
                    null,
                    authorization,
                    network,
                    allowedAddresses,
                    trustedServicesPass,
                    transactionsPer10Seconds,
                    retryAfterSeconds);
        }
    }

    record RoleSeed(String principalId, String role, String secret) {}

    record PolicySeed(String principalId, Set<String> secrets) {}

    /** Several of one name are its versions, oldest first. */
    record SecretSeed(
            String name,
            String value,
            String contentType,
            Boolean enabled,
            String notBefore,
            String expires,
            Map<String, String> tags) {
        Bodies.SecretBody body() {
            return new Bodies.SecretBody(value, contentType, enabled, notBefore, expires, tags);
        }
    }

    /** @throws IllegalArgumentException that names line or member and quotes nothing else */
    public static Seed parse(String text) {
        return new Seed(Bodies.read(YAML, "YAML", text, File.class));
    }

    /**
     * Makes or replaces everything in it, all or nothing; what else is there stays. Secrets get a version more.
     *
     * @param defaultIssuer of federated credentials that name none
     * @throws IllegalArgumentException if something in it is wrong in itself, {@link IllegalStateException} if it clashes
     */
    void plantInto(Cloud cloud, String defaultIssuer) {
        fill(cloud.scratch(), defaultIssuer); // so that a wrong file changes nothing
        fill(cloud, defaultIssuer);
    }

    private void fill(Cloud cloud, String defaultIssuer) {
        each("tenants", file.tenants, one -> tenant(cloud, one, defaultIssuer));
        each("vaults", file.vaults, one -> vault(cloud, one));
    }

    private static void tenant(Cloud cloud, TenantSeed seed, String defaultIssuer) {
        UUID id = guid("id", seed.id);
        Bodies.TenantBody body = seed.body();
        Tenant tenant = cloud.putTenant(id, body.inCloud());
        tenant.policy(body.policy());
        if (seed.domains != null) {
            tenant.verifyDomains(seed.domains);
        }
        each("applications", seed.applications, one -> application(cloud, id, one, defaultIssuer));
    }

    private static void application(Cloud cloud, UUID tenant, ApplicationSeed seed, String defaultIssuer) {
        UUID client = guid("clientId", seed.clientId);
        Application application = cloud.putApplication(
                tenant, client, seed.body().name(client), seed.body().ofKind());
        seed.body().applyTo(application);
        each(
                "federatedCredentials",
                seed.federatedCredentials,
                one -> cloud.putFederatedCredential(
                        tenant,
                        client,
                        new FederatedCredential(
                                one.name,
                                one.issuer == null ? defaultIssuer : one.issuer,
                                one.subject,
                                one.audiences == null
                                        ? List.of(cloud.tenant(tenant).cloud().exchangeAudience())
                                        : one.audiences,
                                Optional.ofNullable(one.description))));
        each(
                "clientSecrets",
                seed.clientSecrets,
                one -> cloud.putClientSecret(
                        tenant,
                        client,
                        Bodies.required("name", one.name),
                        Bodies.required("value", one.value),
                        Bodies.time("expires", one.expires)));
    }

    private static void vault(Cloud cloud, VaultSeed seed) {
        UUID tenant = guid("tenantId", seed.tenantId);
        Bodies.VaultBody body = seed.body();
        AzureCloud where = cloud.tenant(tenant).cloud();
        Vault vault = cloud.putVault(Bodies.required("name", seed.name), tenant, where, body.by());
        body.applyTo(vault);
        each(
                "roleAssignments",
                seed.roleAssignments,
                one -> cloud.putRoleAssignment(
                        seed.name,
                        new RoleAssignment(
                                UUID.nameUUIDFromBytes((one.principalId + one.role + one.secret)
                                                .getBytes(StandardCharsets.UTF_8))
                                        .toString(),
                                guid("principalId", one.principalId),
                                Role.named(Bodies.required("role", one.role)),
                                Optional.ofNullable(one.secret))));
        each(
                "accessPolicies",
                seed.accessPolicies,
                one -> cloud.putAccessPolicy(
                        seed.name, guid("principalId", one.principalId), Bodies.required("secrets", one.secrets)));
        each(
                "secrets",
                seed.secrets,
                one -> cloud.putSecret(
                        seed.name,
                        Bodies.required("name", one.name),
                        Bodies.required("value", one.value),
                        one.body().attributes()));
    }

    private static UUID guid(String member, String text) {
        return Call.guid(member, Bodies.required(member, text));
    }

    /** Complaints get the place in the file in front of them. */
    private static <T> void each(String list, List<T> all, Consumer<T> work) {
        for (int i = 0; all != null && i < all.size(); i++) {
            try {
                work.accept(Bodies.required(list + "[" + i + "]", all.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(list + "[" + i + "]." + e.getMessage(), e);
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException(list + "[" + i + "]: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public String toString() {
        return "Seed[]";
    }
}
