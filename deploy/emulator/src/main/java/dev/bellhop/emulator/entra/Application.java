package dev.bellhop.emulator.entra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** What may be signed in as: an app registration with its service principal, or a user-assigned managed identity. */
public final class Application {
    /** Federated identity credentials per application or managed identity. */
    static final int MAX_CREDENTIALS = 20;

    /** Which of the two kinds of identity can carry federated identity credentials. */
    public enum Kind {
        APPLICATION,
        MANAGED_IDENTITY
    }

    private final UUID clientId;
    private final Kind kind;
    private final UUID objectId = UUID.randomUUID();
    private final UUID servicePrincipalId = UUID.randomUUID();
    private final Map<String, FederatedCredential> credentials = new ConcurrentSkipListMap<>();
    private volatile String displayName;
    private volatile boolean enabled = true;

    Application(UUID clientId, String displayName, Kind kind) {
        this.clientId = clientId;
        this.displayName = displayName;
        this.kind = kind;
    }

    public UUID clientId() {
        return clientId;
    }

    public Kind kind() {
        return kind;
    }

    /** Of the app registration: what Graph's paths take. */
    public UUID objectId() {
        return objectId;
    }

    /** What role assignments name, and what tokens carry as {@code oid} and {@code sub}. */
    public UUID servicePrincipalId() {
        return servicePrincipalId;
    }

    public String displayName() {
        return displayName;
    }

    public boolean enabled() {
        return enabled;
    }

    public void rename(String newName) {
        displayName = newName;
    }

    public void enable(boolean on) {
        enabled = on;
    }

    public List<FederatedCredential> credentials() {
        return List.copyOf(credentials.values());
    }

    public Optional<FederatedCredential> credential(String name) {
        return Optional.ofNullable(credentials.get(name));
    }

    /**
     * Adds the credential, or replaces the one of the same name.
     *
     * @throws IllegalStateException if another one has the same issuer and subject
     * @throws IllegalArgumentException if it is one too many
     */
    public synchronized void put(FederatedCredential credential) {
        for (FederatedCredential other : credentials.values()) {
            if (!other.name().equals(credential.name())
                    && other.issuer().equals(credential.issuer())
                    && other.subject().equals(credential.subject())) {
                throw new IllegalStateException("the credential '" + other.name()
                        + "' has this issuer and subject already: the pair is unique per application");
            }
        }
        if (!credentials.containsKey(credential.name()) && credentials.size() >= MAX_CREDENTIALS) {
            throw new IllegalArgumentException(
                    "an application or managed identity has at most " + MAX_CREDENTIALS + " federated credentials");
        }
        credentials.put(credential.name(), credential);
    }

    /** Whether there was one of this name. */
    public synchronized boolean remove(String credentialName) {
        return credentials.remove(credentialName) != null;
    }
}
