package dev.bellhop.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.vault.Role;
import dev.bellhop.emulator.vault.RoleAssignment;
import dev.bellhop.emulator.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Role assignments at a vault, or at one of its secrets: list, get, create, delete. They take effect at once. */
final class RoleAssignments {
    private static final String TYPE = "Microsoft.Authorization/roleAssignments";

    private final Tenant tenant;
    private final Vault vault;

    RoleAssignments(Tenant tenant, Vault vault) {
        this.tenant = tenant;
        this.vault = vault;
    }

    /** @param path what follows the vault's name */
    CloudAnswer answer(List<String> path, CloudRequest request) {
        boolean ofSecret = path.size() > 2 && path.get(0).equalsIgnoreCase("secrets");
        Optional<String> secret = ofSecret ? Optional.of(path.get(1)) : Optional.empty();
        List<String> rest = ofSecret ? path.subList(2, path.size()) : path;
        boolean ours = rest.size() >= 3
                && rest.get(0).equalsIgnoreCase("providers")
                && rest.get(1).equalsIgnoreCase("Microsoft.Authorization");
        if (ours && rest.get(2).equalsIgnoreCase("roleDefinitions")) {
            return RoleDefinitions.answer(tenant, request);
        }
        if (!ours || !rest.get(2).equalsIgnoreCase("roleAssignments") || rest.size() > 4) {
            throw Arm.notEmulated(request);
        }
        if (rest.size() == 3) {
            Arm.requireMethod("GET", request);
            Predicate<RoleAssignment> wanted = RoleFilter.of(request.query("$filter"), secret);
            return CloudAnswer.json(
                    200,
                    Map.of(
                            "value",
                            vault.roleAssignments().stream()
                                    .filter(wanted)
                                    .map(this::shown)
                                    .toList()));
        }
        String id = rest.get(3);
        return switch (request.method()) {
            case "GET" ->
                CloudAnswer.json(
                        200,
                        shown(found(id, secret)
                                .orElseThrow(() -> new ArmException(
                                        404,
                                        "RoleAssignmentNotFound",
                                        "The role assignment '" + id + "' is not found."))));
            case "PUT" -> put(id, secret, request);
            case "DELETE" -> delete(id, secret);
            default -> throw Arm.notEmulated(request);
        };
    }

    private CloudAnswer put(String id, Optional<String> secret, CloudRequest request) {
        if (Directory.guid(id).isEmpty()) {
            throw new ArmException(
                    400,
                    "InvalidRoleAssignmentId",
                    "The role assignment ID '" + id + "' is not valid. It must be a GUID.");
        }
        JsonNode properties = Arm.properties(request);
        if (properties.hasNonNull("condition")) {
            throw Arm.notEmulated(request);
        }
        RoleAssignment wanted = new RoleAssignment(id, principal(properties), role(properties), secret);
        Optional<RoleAssignment> same = vault.roleAssignments().stream()
                .filter(one -> one.principalId().equals(wanted.principalId())
                        && one.role() == wanted.role()
                        && one.secret().equals(wanted.secret()))
                .findFirst();
        if (same.isPresent()) {
            throw new ArmException(
                    409,
                    "RoleAssignmentExists",
                    "The role assignment already exists. The ID of the existing role assignment is "
                            + same.get().id().replace("-", "") + ".");
        }
        if (vault.roleAssignments().stream().anyMatch(one -> one.id().equalsIgnoreCase(id))) {
            throw new ArmException(
                    400,
                    "RoleAssignmentUpdateNotPermitted",
                    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
        }
        vault.assign(wanted);
        return CloudAnswer.json(201, shown(wanted));
    }

    private CloudAnswer delete(String id, Optional<String> secret) {
        Optional<RoleAssignment> old = found(id, secret);
        if (old.isEmpty()) {
            return CloudAnswer.empty(204);
        }
        vault.unassign(old.get().id());
        return CloudAnswer.json(200, shown(old.get()));
    }

    /** At exactly that scope. */
    private Optional<RoleAssignment> found(String id, Optional<String> secret) {
        return vault.roleAssignments().stream()
                .filter(one -> RoleFilter.sameScope(one, secret))
                .filter(one -> one.id().equalsIgnoreCase(id))
                .findFirst();
    }

    private UUID principal(JsonNode properties) {
        String text = properties.path("principalId").asText();
        return Directory.guid(text)
                .filter(id -> tenant.ofServicePrincipal(id).isPresent())
                .orElseThrow(() -> new ArmException(
                        400,
                        "PrincipalNotFound",
                        "Principal " + text.replace("-", "") + " does not exist in the directory " + tenant.id()
                                + ". Check that you have the correct principal ID."));
    }

    private static Role role(JsonNode properties) {
        String id = properties.path("roleDefinitionId").asText();
        String last = id.substring(id.lastIndexOf('/') + 1);
        return Role.withId(last)
                .orElseThrow(() -> new ArmException(
                        404,
                        "RoleDefinitionDoesNotExist",
                        "The specified role definition with ID '" + last.replace("-", "") + "' does not exist."));
    }

    private Map<String, Object> shown(RoleAssignment assignment) {
        String scope = VaultResources.id(vault, assignment.secret());
        Map<String, Object> json =
                Identities.resource(scope + "/providers/" + TYPE + "/" + assignment.id(), assignment.id(), TYPE);
        json.put(
                "properties",
                Map.of(
                        "roleDefinitionId",
                        RoleDefinitions.id(tenant, assignment.role()),
                        "principalId",
                        assignment.principalId(),
                        "principalType",
                        "ServicePrincipal",
                        "scope",
                        scope));
        return json;
    }
}
