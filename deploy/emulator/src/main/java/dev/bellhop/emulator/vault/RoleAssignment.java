package dev.bellhop.emulator.vault;

import java.util.Optional;
import java.util.UUID;

/**
 * A role given to a principal, on the vault or on one of its secrets.
 *
 * @param principalId service principal object id
 * @param secret the secret it is scoped to; empty for the whole vault
 */
public record RoleAssignment(String id, UUID principalId, Role role, Optional<String> secret) {
    boolean grants(VaultCaller caller, Operation operation, Optional<String> asked) {
        boolean inScope = secret.isEmpty()
                || asked.filter(name -> name.equalsIgnoreCase(secret.get())).isPresent();
        return inScope && role.allows(operation) && caller.is(principalId);
    }
}
