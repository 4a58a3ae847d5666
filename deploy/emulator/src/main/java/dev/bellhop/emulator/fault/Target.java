package dev.bellhop.emulator.fault;

import java.util.Optional;
import java.util.UUID;

/**
 * Which requests a fault strikes: those that fit everything named here.
 *
 * @param host its name, without port
 * @param pathPrefix the beginning of the path
 * @param tenant sign-ins to it, and requests to its vaults
 * @param vault by name, in whichever cloud
 */
public record Target(Optional<String> host, String pathPrefix, Optional<UUID> tenant, Optional<String> vault) {
    /** Every request. */
    public static final Target ALL = new Target(Optional.empty(), "/", Optional.empty(), Optional.empty());

    public Target {
        if (!pathPrefix.startsWith("/")) {
            throw new IllegalArgumentException("pathPrefix: expected to begin with a slash");
        }
    }

    public static Target host(String name) {
        return new Target(Optional.of(name), "/", Optional.empty(), Optional.empty());
    }

    public static Target tenant(UUID id) {
        return new Target(Optional.empty(), "/", Optional.of(id), Optional.empty());
    }

    public static Target vault(String name) {
        return new Target(Optional.empty(), "/", Optional.empty(), Optional.of(name));
    }

    public Target at(String prefix) {
        return new Target(host, prefix, tenant, vault);
    }

    boolean fits(Aim aim) {
        return host.map(aim.host()::equalsIgnoreCase).orElse(true)
                && aim.path().startsWith(pathPrefix)
                && tenant.map(id -> aim.tenant().filter(id::equals).isPresent()).orElse(true)
                && vault.map(name -> aim.vault().filter(name::equalsIgnoreCase).isPresent())
                        .orElse(true);
    }

    /** Whether it fits, the path left aside: a connection has none. */
    boolean fitsConnection(Aim aim) {
        return at("/").fits(aim);
    }
}
