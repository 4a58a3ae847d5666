package dev.bellhop.emulator.vault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Azure's built-in roles for Key Vault, as far as they concern secrets (Microsoft, "Azure built-in roles for Security"). */
@SuppressWarnings("ImmutableEnumChecker") // its sets are changed by nobody
public enum Role {
    SECRETS_USER(
            "Key Vault Secrets User",
            "4633458b-17de-408a-b874-0445c86b69e6",
            EnumSet.of(Operation.GET, Operation.LIST)),
    READER("Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2", EnumSet.of(Operation.LIST)),
    SECRETS_OFFICER(
            "Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", EnumSet.allOf(Operation.class)),
    ADMINISTRATOR("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483", EnumSet.allOf(Operation.class)),
    /** Control plane only: it manages vaults and reads nothing in them. */
    CONTRIBUTOR("Key Vault Contributor", "f25e0fa2-a7c8-4377-a976-54943a77a395", EnumSet.noneOf(Operation.class));

    private final String title;
    private final String id;
    private final Set<Operation> operations;

    Role(String title, String id, Set<Operation> operations) {
        this.title = title;
        this.id = id;
        this.operations = operations;
    }

    /** The role of this name or role definition id. */
    public static Role named(String nameOrId) {
        return Arrays.stream(values())
                .filter(role -> role.title.equalsIgnoreCase(nameOrId) || role.id.equalsIgnoreCase(nameOrId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("role: expected one of "
                        + Arrays.stream(values()).map(Role::title).collect(Collectors.joining(", "))));
    }

    /** The role of this role definition id. */
    public static Optional<Role> withId(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id.equalsIgnoreCase(id))
                .findFirst();
    }

    public String title() {
        return title;
    }

    public String id() {
        return id;
    }

    boolean allows(Operation operation) {
        return operations.contains(operation);
    }
}
