package dev.bellhop.emulator.entra;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The federated identity credentials of one application or managed identity: at most {@value #MAX}, with unique names and unique pairs of
 * issuer and subject. A new or changed one reaches sign-in only after a while; until then sign-in sees what it saw before. Safe for use by
 * several threads.
 */
public final class FederatedCredentials {
    static final int MAX = 20;

    private final Map<String, Stored> byName = new TreeMap<>();

    FederatedCredentials() {}

    /** @param before what sign-in sees until {@code seenFrom} */
    private record Stored(
            UUID id, FederatedCredential credential, Instant seenFrom, Optional<FederatedCredential> before) {
        Optional<FederatedCredential> seen(Instant now) {
            return now.isBefore(seenFrom) ? before : Optional.of(credential);
        }
    }

    /**
     * Adds the credential, or replaces the one of the same name, which keeps its id.
     *
     * @param seenFrom when sign-in notices
     * @throws IllegalStateException if another one has the same issuer and subject
     * @throws IllegalArgumentException if it is one too many
     */
    public synchronized void put(FederatedCredential credential, Instant now, Instant seenFrom) {
        for (Stored other : byName.values()) {
            FederatedCredential its = other.credential;
            if (!its.name().equals(credential.name())
                    && its.issuer().equals(credential.issuer())
                    && its.subject().equals(credential.subject())) {
                throw new IllegalStateException("the credential '" + its.name()
                        + "' has this issuer and subject already: the pair is unique per application");
            }
        }
        Stored old = byName.get(credential.name());
        if (old == null && byName.size() >= MAX) {
            throw new IllegalArgumentException(
                    "an application or managed identity has at most " + MAX + " federated credentials");
        }
        byName.put(
                credential.name(),
                old == null
                        ? new Stored(UUID.randomUUID(), credential, seenFrom, Optional.empty())
                        : new Stored(old.id, credential, seenFrom, old.seen(now)));
    }

    /** By name. */
    public synchronized List<FederatedCredential> all() {
        return byName.values().stream().map(Stored::credential).toList();
    }

    /** What sign-in sees. */
    synchronized List<FederatedCredential> seen(Instant now) {
        return byName.values().stream()
                .flatMap(stored -> stored.seen(now).stream())
                .toList();
    }

    public synchronized Optional<FederatedCredential> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(Stored::credential);
    }

    /** The credential with this id, as Graph gave it, or with this name. */
    public synchronized Optional<FederatedCredential> withIdOrName(String idOrName) {
        return byName.values().stream()
                .filter(stored -> stored.id.toString().equalsIgnoreCase(idOrName))
                .findFirst()
                .or(() -> Optional.ofNullable(byName.get(idOrName)))
                .map(Stored::credential);
    }

    /** Of a credential that is there. */
    public synchronized UUID id(String name) {
        return byName.get(name).id;
    }

    /** Takes effect at once. Whether there was one of this name. */
    public synchronized boolean remove(String name) {
        return byName.remove(name) != null;
    }
}
