package dev.bellhop.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.emulator.vault.Vaults;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Vaults as resources: look at them, change how rights are given and from where they can be reached, access policies. */
final class VaultResources {
    static final String TYPE = "Microsoft.KeyVault/vaults";

    private final Tenant tenant;
    private final Vaults vaults;

    VaultResources(Tenant tenant, Vaults vaults) {
        this.tenant = tenant;
        this.vaults = vaults;
    }

    CloudAnswer answer(ArmPath path, CloudRequest request) {
        List<String> rest = path.rest();
        if (rest.size() == 1) {
            Arm.requireMethod("GET", request);
            return CloudAnswer.json(
                    200,
                    Map.of(
                            "value",
                            vaults.ofTenant(tenant.id()).stream()
                                    .map(VaultResources::shown)
                                    .toList()));
        }
        if (path.resourceGroup().isEmpty()) {
            throw Arm.notEmulated(request);
        }
        Vault vault = vaults.named(rest.get(1))
                .filter(found -> found.tenantId().equals(tenant.id()))
                .orElseThrow(() -> ArmException.noResource(TYPE, rest.get(1)));
        if (rest.size() == 2) {
            return switch (request.method()) {
                case "GET" -> CloudAnswer.json(200, shown(vault));
                case "PATCH" -> patch(vault, request);
                default -> throw Arm.notEmulated(request);
            };
        }
        if (path.has(2, "accessPolicies") && rest.size() == 4) {
            return accessPolicies(vault, rest.get(3), request);
        }
        return new RoleAssignments(tenant, vault).answer(rest.subList(2, rest.size()), request);
    }

    /** The subscription's resources of this type, as {@code az keyvault show} without a group looks for them. */
    CloudAnswer resources(CloudRequest request) {
        Arm.requireMethod("GET", request);
        String filter = request.query("$filter").orElse("");
        if (!filter.equalsIgnoreCase("resourceType eq '" + TYPE + "'")) {
            throw new NotEmulatedException("a list of resources other than resourceType eq '" + TYPE + "'");
        }
        return CloudAnswer.json(
                200,
                Map.of(
                        "value",
                        vaults.ofTenant(tenant.id()).stream()
                                .map(vault -> Identities.resource(id(vault), vault.name(), TYPE))
                                .toList()));
    }

    private static CloudAnswer patch(Vault vault, CloudRequest request) {
        JsonNode properties = Arm.properties(request);
        properties.fieldNames().forEachRemaining(name -> {
            if (!Set.of("enableRbacAuthorization", "publicNetworkAccess", "networkAcls")
                    .contains(name)) {
                throw Arm.notEmulated(request);
            }
        });
        properties.path("networkAcls").fieldNames().forEachRemaining(name -> {
            if (!Set.of("defaultAction", "bypass", "ipRules").contains(name)) {
                throw Arm.notEmulated(request);
            }
        });
        if (properties.path("enableRbacAuthorization").isBoolean()) {
            vault.authorization(
                    properties.path("enableRbacAuthorization").booleanValue()
                            ? Vault.Authorization.RBAC
                            : Vault.Authorization.ACCESS_POLICY);
        }
        if (properties.has("publicNetworkAccess")) {
            publicAccess(vault, properties.path("publicNetworkAccess").asText());
        }
        if (properties.path("networkAcls").isObject()) {
            networkRules(vault, properties.path("networkAcls"));
        }
        return CloudAnswer.json(200, shown(vault));
    }

    private static void publicAccess(Vault vault, String wanted) {
        switch (wanted.toLowerCase(Locale.ROOT)) {
            case "enabled" -> {
                if (vault.network() != Vault.Network.FIREWALL) {
                    vault.network(Vault.Network.OPEN);
                }
            }
            case "disabled" -> vault.network(Vault.Network.PRIVATE);
            case "securedbyperimeter" -> vault.network(Vault.Network.PERIMETER);
            default ->
                throw ArmException.bad(
                        "publicNetworkAccess: expected Enabled, Disabled or SecuredByPerimeter, got '" + wanted + "'.");
        }
    }

    private static void networkRules(Vault vault, JsonNode rules) {
        if (rules.path("ipRules").isArray()) {
            Set<String> addresses = new HashSet<>();
            rules.path("ipRules")
                    .forEach(rule -> addresses.add(address(rule.path("value").asText())));
            vault.allowAddresses(addresses);
        }
        if (rules.has("bypass")) {
            vault.letTrustedServicesPass(rules.path("bypass").asText().equalsIgnoreCase("AzureServices"));
        }
        if (rules.has("defaultAction") && vault.network() != Vault.Network.PRIVATE) {
            boolean allow = rules.path("defaultAction").asText().equalsIgnoreCase("Allow");
            vault.network(allow ? Vault.Network.OPEN : Vault.Network.FIREWALL);
        }
    }

    /** One address; a range would need more than is emulated. */
    private static String address(String rule) {
        if (rule.contains("/") && !rule.endsWith("/32")) {
            throw new NotEmulatedException("address ranges in a vault's firewall; single addresses it does");
        }
        return rule;
    }

    private CloudAnswer accessPolicies(Vault vault, String operation, CloudRequest request) {
        Arm.requireMethod("PUT", request);
        JsonNode policies = Arm.properties(request).path("accessPolicies");
        for (JsonNode policy : policies) {
            UUID principal = Directory.guid(policy.path("objectId").asText())
                    .orElseThrow(() -> ArmException.bad("accessPolicies.objectId: expected a GUID."));
            Set<String> permissions = new HashSet<>();
            policy.path("permissions")
                    .path("secrets")
                    .forEach(one -> permissions.add(one.asText().toLowerCase(Locale.ROOT)));
            switch (operation.toLowerCase(Locale.ROOT)) {
                case "add" -> {
                    permissions.addAll(vault.accessPolicies().getOrDefault(principal, Set.of()));
                    vault.permit(principal, permissions);
                }
                case "replace" -> vault.permit(principal, permissions);
                case "remove" -> {
                    Set<String> left = new HashSet<>(vault.accessPolicies().getOrDefault(principal, Set.of()));
                    left.removeAll(permissions);
                    vault.permit(principal, left);
                }
                default -> throw Arm.notEmulated(request);
            }
        }
        return CloudAnswer.json(200, Map.of("properties", Map.of("accessPolicies", policies(vault))));
    }

    private static List<Map<String, Object>> policies(Vault vault) {
        return vault.accessPolicies().entrySet().stream()
                .map(policy -> Map.<String, Object>of(
                        "tenantId",
                        vault.tenantId(),
                        "objectId",
                        policy.getKey(),
                        "permissions",
                        Map.of("secrets", policy.getValue())))
                .toList();
    }

    private static Map<String, Object> shown(Vault vault) {
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("bypass", vault.letsTrustedServicesPass() ? "AzureServices" : "None");
        rules.put("defaultAction", vault.network() == Vault.Network.FIREWALL ? "Deny" : "Allow");
        rules.put(
                "ipRules",
                vault.allowedAddresses().stream()
                        .map(one -> Map.of("value", one))
                        .toList());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("tenantId", vault.tenantId());
        properties.put("vaultUri", vault.url() + "/");
        properties.put("sku", Map.of("family", "A", "name", "standard"));
        properties.put("enableSoftDelete", true);
        properties.put("softDeleteRetentionInDays", 90);
        properties.put("enableRbacAuthorization", vault.authorization() == Vault.Authorization.RBAC);
        properties.put(
                "publicNetworkAccess",
                switch (vault.network()) {
                    case OPEN, FIREWALL -> "Enabled";
                    case PERIMETER -> "SecuredByPerimeter";
                    case PRIVATE -> "Disabled";
                });
        properties.put("networkAcls", rules);
        properties.put("accessPolicies", policies(vault));
        properties.put("provisioningState", "Succeeded");
        Map<String, Object> json = Identities.resource(id(vault), vault.name(), TYPE);
        json.put("location", "westeurope");
        json.put("properties", properties);
        return json;
    }

    static String id(Vault vault) {
        return "/subscriptions/" + Tenant.subscriptionId(vault.tenantId()) + "/resourceGroups/" + Vault.RESOURCE_GROUP
                + "/providers/" + TYPE + "/" + vault.name();
    }

    /** Empty for the whole vault. */
    static String id(Vault vault, Optional<String> secret) {
        return id(vault) + secret.map(name -> "/secrets/" + name).orElse("");
    }
}
