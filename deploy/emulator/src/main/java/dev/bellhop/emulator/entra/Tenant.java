package dev.bellhop.emulator.entra;

import java.time.Duration;
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
    private volatile Optional<Duration> accessTokenLife = Optional.empty();

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

    /** A token lifetime policy; without one each token gets 60 to 90 minutes. */
    public void accessTokenLife(Optional<Duration> life) {
        accessTokenLife = life;
    }

    Optional<Duration> accessTokenLife() {
        return accessTokenLife;
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
