package dev.bellhop.emulator.control;

import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.vault.Role;
import dev.bellhop.emulator.vault.RoleAssignment;
import dev.bellhop.emulator.vault.Vault;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The control API's calls about vaults, who may use them, and their secrets. */
final class VaultControl {
    private final Cloud cloud;

    VaultControl(Cloud cloud) {
        this.cloud = cloud;
    }

    Object putVault(Call call) {
        Bodies.VaultBody body = call.body(Bodies.VaultBody.class);
        UUID tenantId = Call.guid("tenantId", Bodies.required("tenantId", body.tenantId()));
        AzureCloud where = body.cloud() == null ? cloud.tenant(tenantId).cloud() : AzureCloud.named(body.cloud());
        body.from(); // refused before anything is made
        Vault vault = cloud.putVault(call.path("vault"), tenantId, where, body.by());
        body.applyTo(vault);
        return Map.of("name", vault.name(), "vaultUrl", vault.url(), "resourceId", vault.resourceId());
    }

    void putRoleAssignment(Call call) {
        Bodies.RoleAssignmentBody body = call.body(Bodies.RoleAssignmentBody.class);
        cloud.putRoleAssignment(
                call.path("vault"),
                new RoleAssignment(
                        call.path("id"),
                        Call.guid("principalId", Bodies.required("principalId", body.principalId())),
                        Role.named(Bodies.required("role", body.role())),
                        Optional.ofNullable(body.secret())));
    }

    void deleteRoleAssignment(Call call) {
        cloud.deleteRoleAssignment(call.path("vault"), call.path("id"));
    }

    void putAccessPolicy(Call call) {
        Bodies.AccessPolicyBody body = call.body(Bodies.AccessPolicyBody.class);
        cloud.putAccessPolicy(call.path("vault"), call.guid("principal"), Bodies.required("secrets", body.secrets()));
    }

    void deleteAccessPolicy(Call call) {
        cloud.deleteAccessPolicy(call.path("vault"), call.guid("principal"));
    }

    Object putSecret(Call call) {
        Bodies.SecretBody body = call.body(Bodies.SecretBody.class);
        String vault = call.path("vault");
        String name = call.path("name");
        String version = cloud.putSecret(vault, name, Bodies.required("value", body.value()), body.attributes());
        return Map.of("id", cloud.vault(vault).url() + "/secrets/" + name + "/" + version, "version", version);
    }

    void deleteSecret(Call call) {
        cloud.deleteSecret(call.path("vault"), call.path("name"));
    }
}
