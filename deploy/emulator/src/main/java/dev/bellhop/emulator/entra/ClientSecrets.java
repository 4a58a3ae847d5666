package dev.bellhop.emulator.entra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The client secrets of one application; any that has not expired proves the client. Safe for use by several threads. */
public final class ClientSecrets {
    private final List<ClientSecret> secrets = new ArrayList<>();

    ClientSecrets() {}

    /** Adds the secret; one of the same display name goes. */
    public synchronized void put(ClientSecret secret) {
        removeNamed(secret.displayName());
        secrets.add(secret);
    }

    /** Adds the secret beside all others, whatever they are called. */
    public synchronized void add(ClientSecret secret) {
        secrets.add(secret);
    }

    /** Whether there was one. */
    public synchronized boolean removeNamed(String displayName) {
        return secrets.removeIf(secret -> secret.displayName().equals(displayName));
    }

    /** Whether there was one. */
    public synchronized boolean remove(UUID keyId) {
        return secrets.removeIf(secret -> secret.keyId().equals(keyId));
    }

    public synchronized List<ClientSecret> all() {
        return List.copyOf(secrets);
    }

    /** @throws EntraException if it is none of them, or has expired */
    void check(Application application, String presented, Instant now) {
        List<ClientSecret> matching =
                all().stream().filter(secret -> secret.is(presented)).toList();
        if (matching.isEmpty()) {
            throw new EntraException(
                    RequestErrors.wrongSecret(application.clientId().toString()));
        }
        if (matching.stream().allMatch(secret -> secret.hasExpired(now))) {
            throw new EntraException(RequestErrors.expiredSecret(application));
        }
    }
}
