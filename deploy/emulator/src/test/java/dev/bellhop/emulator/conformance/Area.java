package dev.bellhop.emulator.conformance;

/** The parts of the conformance table, in its order. */
public enum Area {
    HOSTS("Hosts, proxy and TLS"),
    TOKEN_REQUEST("Entra ID: the token endpoint"),
    ENTRA_CODES("Entra ID: refusals"),
    ISSUER_KEYS("Entra ID: the issuer's keys"),
    ACCESS_TOKENS("Entra ID: access tokens and metadata"),
    FEDERATED_CREDENTIALS("Federated identity credentials"),
    GRAPH("Microsoft Graph"),
    ARM("Azure Resource Manager"),
    SECRETS("Key Vault: operations on secrets"),
    LISTS("Key Vault: lists"),
    ACCESS("Key Vault: who may"),
    VAULT_ERRORS("Key Vault: refusals"),
    FAULTS("Faults on demand"),
    CONTROL("Control API, seed and journal"),
    SDK("Microsoft's own clients, unchanged");

    private final String title;

    Area(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
