package dev.bellhop.emulator.control;

import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.ClientSecret;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.entra.IssuerKeys;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.fault.Faults;
import dev.bellhop.emulator.journal.Counters;
import dev.bellhop.emulator.journal.Journal;
import dev.bellhop.emulator.journal.JournalEntry;
import dev.bellhop.emulator.vault.Role;
import dev.bellhop.emulator.vault.RoleAssignment;
import dev.bellhop.emulator.vault.SecretAttributes;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.emulator.vault.Vaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The emulated cloud in the hands of its owner. {@code put} makes or replaces. What does not exist fails with
 * {@link NoSuchElementException}, what is wrong in itself with {@link IllegalArgumentException}, what clashes with something else with
 * {@link IllegalStateException}. Takes effect at once, unlike Azure. Safe for use by several threads.
 */
public final class Cloud {
    private static final Duration ADMINISTRATION = Duration.ofHours(1);

    private final Directory directory;
    private final Vaults vaults;
    private final Faults faults;
    private final Journal journal;
    private final Counters counters;
    private final IssuerKeys issuerKeys;
    private final AccessTokens accessTokens;
    private final AdjustableClock clock;

    public Cloud(
            Directory directory,
            Vaults vaults,
            Faults faults,
            Journal journal,
            Counters counters,
            IssuerKeys issuerKeys,
            AccessTokens accessTokens,
            AdjustableClock clock) {
        this.directory = directory;
        this.vaults = vaults;
        this.faults = faults;
        this.journal = journal;
        this.counters = counters;
        this.issuerKeys = issuerKeys;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** A cloud with the same tenants that nobody can reach, to try things on. */
    Cloud scratch() {
        Directory tenants = new Directory();
        directory.all().forEach(tenant -> tenants.register(tenant.id(), tenant.cloud()));
        return new Cloud(tenants, new Vaults(), new Faults(clock), new Journal(), new Counters(), null, null, clock);
    }

    public Tenant putTenant(UUID tenantId) {
        return putTenant(tenantId, AzureCloud.PUBLIC);
    }

    public Tenant putTenant(UUID tenantId, AzureCloud cloud) {
        return directory.register(tenantId, cloud);
    }

    public Tenant tenant(UUID tenantId) {
        return directory.tenant(tenantId).orElseThrow(() -> unknown("tenant", tenantId));
    }

    /** Its {@code servicePrincipalId} is what a role assignment needs. */
    public Application putApplication(UUID tenantId, UUID clientId, String displayName, Application.Kind kind) {
        return tenant(tenantId).register(clientId, displayName, kind);
    }

    public Application application(UUID tenantId, UUID clientId) {
        return tenant(tenantId).application(clientId).orElseThrow(() -> unknown("application", clientId));
    }

    public void putFederatedCredential(UUID tenantId, UUID clientId, FederatedCredential credential) {
        tenant(tenantId).federate(application(tenantId, clientId), credential, clock.instant());
    }

    /** With the audience of the tenant's cloud. */
    public void putFederatedCredential(UUID tenantId, UUID clientId, String name, String issuer, String subject) {
        String audience = tenant(tenantId).cloud().exchangeAudience();
        putFederatedCredential(tenantId, clientId, new FederatedCredential(name, issuer, subject, List.of(audience)));
    }

    public FederatedCredential federatedCredential(UUID tenantId, UUID clientId, String name) {
        return application(tenantId, clientId)
                .federatedCredentials()
                .named(name)
                .orElseThrow(() -> unknown("federated credential", name));
    }

    public void deleteFederatedCredential(UUID tenantId, UUID clientId, String name) {
        requireFound(application(tenantId, clientId).federatedCredentials().remove(name), "federated credential", name);
    }

    /**
     * A client secret of this display name, in the place of an older one.
     *
     * @param expires from then on it is refused
     */
    public ClientSecret putClientSecret(
            UUID tenantId, UUID clientId, String displayName, String value, Optional<Instant> expires) {
        Application application = application(tenantId, clientId);
        if (application.kind() == Application.Kind.MANAGED_IDENTITY) {
            throw new IllegalArgumentException("a managed identity has no client secrets");
        }
        ClientSecret secret = new ClientSecret(UUID.randomUUID(), displayName, value, expires);
        application.secrets().put(secret);
        return secret;
    }

    public void deleteClientSecret(UUID tenantId, UUID clientId, String displayName) {
        requireFound(application(tenantId, clientId).secrets().removeNamed(displayName), "client secret", displayName);
    }

    /**
     * A token of someone who may manage everything of the tenant: for Microsoft Graph or Azure Resource Manager.
     *
     * @param audience {@code https://graph.microsoft.com}, {@code https://management.azure.com}, or those of the tenant's cloud
     */
    public String administratorToken(UUID tenantId, String audience) {
        Tenant tenant = tenant(tenantId);
        AzureCloud where = tenant.cloud();
        if (!audience.equals(where.graphResource()) && !where.isManagementResource(audience)) {
            throw new IllegalArgumentException(
                    "audience: expected " + where.graphResource() + " or https://" + where.managementHost());
        }
        return accessTokens.mintForAdministrator(tenant, audience, ADMINISTRATION);
    }

    /** A vault in RBAC mode in its tenant's cloud. */
    public Vault putVault(String name, UUID tenantId) {
        return putVault(name, tenantId, tenant(tenantId).cloud(), Vault.Authorization.RBAC);
    }

    public Vault putVault(String name, UUID tenantId, AzureCloud cloud, Vault.Authorization authorization) {
        Tenant tenant = tenant(tenantId);
        if (tenant.cloud() != cloud) {
            throw new IllegalArgumentException(
                    "cloud: expected '" + tenant.cloud().label() + "', where the tenant lives");
        }
        Vault vault = vaults.register(name, tenantId, cloud);
        vault.authorization(authorization);
        return vault;
    }

    public Vault vault(String name) {
        return vaults.named(name).orElseThrow(() -> unknown("vault", name));
    }

    /**
     * A role on the whole vault.
     *
     * @param principalId service principal object id; for a client id that of its service principal is put in its place
     * @param role name or role definition id of a built-in role
     */
    public void putRoleAssignment(String vault, String id, UUID principalId, String role) {
        putRoleAssignment(vault, new RoleAssignment(id, principalId, Role.named(role), Optional.empty()));
    }

    public void putRoleAssignment(String vault, RoleAssignment assignment) {
        Vault where = vault(vault);
        where.assign(new RoleAssignment(
                assignment.id(), principal(where, assignment.principalId()), assignment.role(), assignment.secret()));
    }

    private UUID principal(Vault vault, UUID objectOrClientId) {
        return directory
                .tenant(vault.tenantId())
                .flatMap(tenant -> tenant.application(objectOrClientId))
                .map(Application::servicePrincipalId)
                .orElse(objectOrClientId);
    }

    public void deleteRoleAssignment(String vault, String id) {
        requireFound(vault(vault).unassign(id), "role assignment", id);
    }

    /**
     * Rights of a principal, for a vault where access policies rule.
     *
     * @param permissions on secrets, such as {@code get} and {@code list}
     */
    public void putAccessPolicy(String vault, UUID principalId, Set<String> permissions) {
        Vault where = vault(vault);
        where.permit(principal(where, principalId), permissions);
    }

    public void deleteAccessPolicy(String vault, UUID principalId) {
        requireFound(vault(vault).forbid(principal(vault(vault), principalId)), "access policy", principalId);
    }

    /**
     * A new version, enabled and without dates.
     *
     * @return the version's id
     */
    public String putSecret(String vault, String name, String value) {
        return putSecret(vault, name, value, SecretAttributes.PLAIN);
    }

    /**
     * A new version; a deleted secret is recovered.
     *
     * @return the version's id
     */
    public String putSecret(String vault, String name, String value, SecretAttributes attributes) {
        return vault(vault).secrets().put(name, value, attributes, clock.instant());
    }

    /** Soft-deletes it. */
    public void deleteSecret(String vault, String name) {
        requireFound(vault(vault).secrets().remove(name, clock.instant()), "secret", name);
    }

    /** The last 10,000 requests to the cloud, oldest first, and CONNECT requests that were refused. */
    public List<JournalEntry> requests() {
        return journal.entries(Optional.empty(), 0);
    }

    /**
     * The requests to one host.
     *
     * @param since only entries of a higher sequence
     */
    public List<JournalEntry> requests(String host, long since) {
        return journal.entries(Optional.of(host), since);
    }

    List<JournalEntry> requests(Optional<String> host, long since) {
        return journal.entries(host, since);
    }

    public Map<String, Long> counters() {
        return counters.snapshot();
    }

    /** Empties journal and counters. */
    public void clearRequests() {
        journal.clear();
        counters.clear();
    }

    public void putFault(String id, Fault fault) {
        faults.put(id, fault);
    }

    /** Those in force, by id. */
    public Map<String, Fault> faults() {
        return faults.inForce();
    }

    /** Of a spent fault too. */
    public void deleteFault(String id) {
        faults.remove(id);
    }

    /**
     * Adds what a seed holds.
     *
     * @param defaultIssuer of federated credentials that name none
     */
    public void plant(Seed seed, String defaultIssuer) {
        seed.plantInto(this, defaultIssuer);
    }

    /** Sets the cloud's clock off, forward or back; the identity provider's stays right. */
    public void setClockOff(Duration by) {
        clock.setOff(by);
    }

    /** Forgets what was fetched from issuers, so that the next exchange fetches anew. */
    public void forgetIssuerKeys() {
        issuerKeys.clear();
    }

    /** An empty cloud; what connections and access tokens there are stay as they are. */
    public void reset() {
        clock.setOff(Duration.ZERO);
        directory.clear();
        vaults.clear();
        faults.clear();
        issuerKeys.clear();
        clearRequests();
    }

    private static void requireFound(boolean found, String what, Object id) {
        if (!found) {
            throw unknown(what, id);
        }
    }

    private static NoSuchElementException unknown(String what, Object id) {
        return new NoSuchElementException("no " + what + " " + id);
    }
}
