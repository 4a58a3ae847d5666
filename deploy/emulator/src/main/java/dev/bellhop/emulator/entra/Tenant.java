package dev.bellhop.emulator.entra;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One directory: its applications, the domains it has verified, the cloud it lives in. */
public final class Tenant {
    private final UUID id;
    private final AzureCloud cloud;
    private final Map<UUID, Application> applications = new ConcurrentHashMap<>();
    private volatile Set<String> domains = Set.of();
    private volatile TenantPolicy policy = TenantPolicy.NONE;

    Tenant(UUID id, AzureCloud cloud) {
        this.id = id;
        this.cloud = cloud;
    }

    public UUID id() {
        return id;
    }

    public AzureCloud cloud() {
        return cloud;
    }

    /** {@code iss} of its v1.0 access tokens; the slash at the end belongs to it. */
    public String issuer() {
        return "https://sts.windows.net/" + id + "/";
    }

    public void verifyDomains(Set<String> names) {
        domains = Set.copyOf(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    boolean hasDomain(String name) {
        return domains.contains(name.toLowerCase(Locale.ROOT));
    }

    public void policy(TenantPolicy other) {
        policy = other;
    }

    public TenantPolicy policy() {
        return policy;
    }

    /** The application or managed identity behind a service principal of this tenant. */
    public Optional<Application> ofServicePrincipal(UUID id) {
        return applications.values().stream()
                .filter(application -> application.servicePrincipalId().equals(id))
                .findFirst();
    }

    /**
     * Gives an application or managed identity a federated credential, in the place of one of the same name; sign-in sees it when the tenant's
     * policy says.
     *
     * @throws IllegalArgumentException if Azure would refuse it
     * @throws IllegalStateException if another one has the same issuer and subject
     */
    public void federate(Application application, FederatedCredential credential, Instant now) {
        if (application.kind() == Application.Kind.MANAGED_IDENTITY
                && !credential.audiences().contains(cloud.exchangeAudience())) {
            throw new IllegalArgumentException(
                    "audiences[0]: expected " + cloud.exchangeAudience() + ", a managed identity takes no other");
        }
        application.federatedCredentials().put(credential, now, now.plus(policy.propagation()));
    }

    /** The one subscription that everything of this tenant lies in. */
    public UUID subscriptionId() {
        return subscriptionId(id);
    }

    /** The one subscription of this tenant, whether the tenant exists or not. */
    public static UUID subscriptionId(UUID tenantId) {
        return UUID.nameUUIDFromBytes(tenantId.toString().getBytes(StandardCharsets.US_ASCII));
    }

    public Collection<Application> applications() {
        return List.copyOf(applications.values());
    }

    public Optional<Application> application(UUID clientId) {
        return Optional.ofNullable(applications.get(clientId));
    }

    /**
     * The application of this client id, made if need be.
     *
     * @throws IllegalStateException if it exists and is of another kind
     */
    public Application register(UUID clientId, String displayName, Application.Kind kind) {
        Application application =
                applications.computeIfAbsent(clientId, absent -> new Application(absent, displayName, kind));
        if (application.kind() != kind) {
            throw new IllegalStateException("client id " + clientId + " belongs to another kind of identity");
        }
        application.rename(displayName);
        return application;
    }
}
