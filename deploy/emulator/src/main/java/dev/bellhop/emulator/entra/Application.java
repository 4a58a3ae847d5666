package dev.bellhop.emulator.entra;

import dev.bellhop.emulator.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may be signed in as: an app registration with its service principal, or a user-assigned managed identity. */
public final class Application {
    /** Which of the two kinds of identity can carry federated identity credentials. */
    public enum Kind {
        APPLICATION,
        MANAGED_IDENTITY
    }

    private final UUID clientId;
    private final Kind kind;
    private final UUID objectId = UUID.randomUUID();
    private final UUID servicePrincipalId = UUID.randomUUID();
    private final FederatedCredentials federatedCredentials = new FederatedCredentials();
    private final RateLimit signIns = new RateLimit(Duration.ofMinutes(1));
    private final ClientSecrets secrets = new ClientSecrets();
    private volatile String displayName;
    private volatile boolean enabled = true;
    private volatile boolean servicePrincipal = true;
    private volatile boolean administrator;

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

    /** Whether it has one in its tenant; without it nobody can sign in as this application. */
    public boolean hasServicePrincipal() {
        return servicePrincipal;
    }

    public void giveServicePrincipal(boolean yes) {
        servicePrincipal = yes;
    }

    /** Whether it may manage applications through Graph and everything of its tenant through ARM. */
    public boolean administrator() {
        return administrator;
    }

    public void rename(String newName) {
        displayName = newName;
    }

    public void enable(boolean on) {
        enabled = on;
    }

    public void makeAdministrator(boolean yes) {
        administrator = yes;
    }

    public FederatedCredentials federatedCredentials() {
        return federatedCredentials;
    }

    /** A managed identity has none. */
    public ClientSecrets secrets() {
        return secrets;
    }

    /** How often it asks for tokens. */
    RateLimit signIns() {
        return signIns;
    }

    /** All of them, seen by sign-in yet or not. */
    public List<FederatedCredential> credentials() {
        return federatedCredentials.all();
    }

    public Optional<FederatedCredential> credential(String name) {
        return federatedCredentials.named(name);
    }

    /** Adds or replaces, and sign-in sees it at once. */
    public void put(FederatedCredential credential) {
        federatedCredentials.put(credential, Instant.MIN, Instant.MIN);
    }
}
