package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.entra.AzureCloud;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All vaults of all clouds, by host. */
public final class Vaults {
    private final Map<String, Vault> byHost = new ConcurrentHashMap<>();

    /**
     * The vault behind this host name.
     *
     * @param host lower case
     */
    public Optional<Vault> atHost(String host) {
        return Optional.ofNullable(byHost.get(host));
    }

    /** The vault of this name, in whichever cloud it is. */
    public Optional<Vault> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return byHost.values().stream()
                .filter(vault -> vault.name().equals(wanted))
                .findFirst();
    }

    /** By name. */
    public List<Vault> ofTenant(UUID tenantId) {
        return byHost.values().stream()
                .filter(vault -> vault.tenantId().equals(tenantId))
                .sorted(Comparator.comparing(Vault::name))
                .toList();
    }

    /**
     * The vault of this name, made if need be.
     *
     * @throws IllegalStateException if the name is taken in another tenant or cloud
     */
    public synchronized Vault register(String name, UUID tenantId, AzureCloud cloud) {
        Optional<Vault> old = named(name);
        if (old.isPresent()) {
            if (!old.get().tenantId().equals(tenantId) || old.get().cloud() != cloud) {
                throw new IllegalStateException("the vault name '" + name + "' is taken in another tenant or cloud");
            }
            return old.get();
        }
        Vault vault = new Vault(name.toLowerCase(Locale.ROOT), tenantId, cloud);
        byHost.put(vault.host(), vault);
        return vault;
    }

    public void clear() {
        byHost.clear();
    }
}
