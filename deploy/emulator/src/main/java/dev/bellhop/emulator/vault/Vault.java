package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One vault: where it is, who may do what, and its secrets. */
public final class Vault {
    /** How rights are given: Azure roles, or the vault's own access policies. */
    public enum Authorization {
        RBAC,
        ACCESS_POLICY
    }

    /** From where it can be reached: everywhere; from allowed addresses; as a perimeter allows; through a private endpoint only. */
    public enum Network {
        OPEN,
        FIREWALL,
        /** A network security perimeter. */
        PERIMETER,
        PRIVATE
    }

    /** Where everything of a tenant lies. */
    public static final String RESOURCE_GROUP = "rg-emulator";

    /** 3 to 24 letters, digits and single hyphens, beginning with a letter. */
    private static final Pattern NAME = Pattern.compile("(?=.{3,24}$)[a-z](?:[a-z0-9]|-(?!-))*[a-z0-9]");

    private final String name;
    private final UUID tenantId;
    private final AzureCloud cloud;
    private final Secrets secrets = new Secrets();
    private final Map<String, RoleAssignment> roleAssignments = new ConcurrentHashMap<>();
    private final Map<UUID, Set<String>> accessPolicies = new ConcurrentHashMap<>();
    private volatile Authorization authorization = Authorization.RBAC;
    private volatile Network network = Network.OPEN;
    private volatile Set<String> allowedAddresses = Set.of();
    private volatile boolean trustedServicesPass = true;
    private volatile Throttle throttle = Throttle.NONE;
    private final RateLimit rate = new RateLimit(Duration.ofSeconds(10));

    /** @param name lower case */
    public Vault(String name, UUID tenantId, AzureCloud cloud) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("vault: expected 3 to 24 lower-case letters, digits and single hyphens");
        }
        this.name = name;
        this.tenantId = tenantId;
        this.cloud = cloud;
    }

    public String name() {
        return name;
    }

    public UUID tenantId() {
        return tenantId;
    }

    public AzureCloud cloud() {
        return cloud;
    }

    public String host() {
        return name + "." + cloud.vaultDomain();
    }

    public String url() {
        return "https://" + host();
    }

    public Authorization authorization() {
        return authorization;
    }

    public void authorization(Authorization kind) {
        authorization = kind;
    }

    public Network network() {
        return network;
    }

    /** Addresses that the firewall lets in, as {@code 203.0.113.7} or with {@code /32}. */
    public Set<String> allowedAddresses() {
        return allowedAddresses;
    }

    public void allowAddresses(Set<String> addresses) {
        allowedAddresses = Set.copyOf(addresses);
    }

    public void throttle(Throttle other) {
        throttle = other;
    }

    Throttle throttle() {
        return throttle;
    }

    /** Whether one more request is within the limit; it then counts. */
    boolean admitsOneMore(Instant now) {
        Optional<Integer> limit = throttle.transactions();
        return limit.isEmpty() || rate.admits(this, limit.get(), now);
    }

    boolean firewallAdmits(String address) {
        return allowedAddresses.contains(address) || allowedAddresses.contains(address + "/32");
    }

    /** Whether trusted services of Microsoft may pass the firewall; only the words of a refusal change with it. */
    public boolean letsTrustedServicesPass() {
        return trustedServicesPass;
    }

    public void letTrustedServicesPass(boolean yes) {
        trustedServicesPass = yes;
    }

    public void network(Network rule) {
        network = rule;
    }

    public Secrets secrets() {
        return secrets;
    }

    public void assign(RoleAssignment assignment) {
        roleAssignments.put(assignment.id(), assignment);
    }

    /** Whether there was one of this id. */
    public boolean unassign(String id) {
        return roleAssignments.remove(id) != null;
    }

    public Collection<RoleAssignment> roleAssignments() {
        return roleAssignments.values();
    }

    /**
     * Gives a principal rights, where access policies rule; replaces what it had.
     *
     * @param permissions on secrets, such as {@code get} and {@code list}
     */
    public void permit(UUID principalId, Set<String> permissions) {
        accessPolicies.put(principalId, Set.copyOf(permissions));
    }

    /** Whether there was an access policy for this principal. */
    public boolean forbid(UUID principalId) {
        return accessPolicies.remove(principalId) != null;
    }

    public Map<UUID, Set<String>> accessPolicies() {
        return accessPolicies;
    }

    /** How messages name it. */
    String described() {
        return name + ";location=westeurope";
    }

    /** Its resource id, in the spelling of Key Vault's messages. */
    public String resourceId() {
        return "/subscriptions/" + Tenant.subscriptionId(tenantId) + "/resourcegroups/" + RESOURCE_GROUP
                + "/providers/microsoft.keyvault/vaults/" + name;
    }
}
