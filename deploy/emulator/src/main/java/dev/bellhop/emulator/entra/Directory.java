package dev.bellhop.emulator.entra;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** All tenants of all clouds. */
public final class Directory {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?\\.)+" + "[A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?");

    private final Map<UUID, Tenant> tenants = new ConcurrentHashMap<>();

    /** The GUID written in the usual way, if it is one; {@link UUID#fromString} takes much more. */
    public static Optional<UUID> guid(String text) {
        return GUID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * The tenant of this id, made if need be.
     *
     * @throws IllegalStateException if it exists in another cloud
     */
    public Tenant register(UUID id, AzureCloud cloud) {
        Tenant tenant = tenants.computeIfAbsent(id, absent -> new Tenant(absent, cloud));
        if (tenant.cloud() != cloud) {
            throw new IllegalStateException(
                    "tenant " + id + " lives in the cloud '" + tenant.cloud().label() + "'");
        }
        return tenant;
    }

    public Collection<Tenant> all() {
        return List.copyOf(tenants.values());
    }

    public Optional<Tenant> tenant(UUID id) {
        return Optional.ofNullable(tenants.get(id));
    }

    /**
     * The tenant that a path segment of a sign-in URL names: a GUID or a verified domain.
     *
     * @throws EntraException as Entra refuses it
     */
    Tenant resolve(AzureCloud cloud, String segment) {
        Optional<UUID> id = guid(segment);
        if (id.isEmpty() && !DOMAIN.matcher(segment).matches()) {
            throw new EntraException(RequestErrors.malformedTenant(segment));
        }
        return find(cloud, segment).orElseThrow(() -> new EntraException(RequestErrors.unknownTenant(segment)));
    }

    /** The tenant of this GUID or verified domain in that cloud. */
    public Optional<Tenant> find(AzureCloud cloud, String guidOrDomain) {
        return guid(guidOrDomain)
                .flatMap(this::tenant)
                .or(() -> tenants.values().stream()
                        .filter(tenant -> tenant.hasDomain(guidOrDomain))
                        .findFirst())
                .filter(tenant -> tenant.cloud() == cloud);
    }

    public void clear() {
        tenants.clear();
    }
}
