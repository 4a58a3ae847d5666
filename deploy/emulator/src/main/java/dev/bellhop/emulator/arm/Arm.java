package dev.bellhop.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Management;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.Json;
import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.http.RequestIds;
import dev.bellhop.emulator.journal.Counters;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.emulator.vault.Vaults;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The management hosts: who calls, which path is which resource, and what surrounds the bodies. */
public final class Arm {
    private final Management management;
    private final Vaults vaults;
    private final Clock clock;
    private final Counters counters;

    public Arm(Directory directory, AccessTokens accessTokens, Vaults vaults, Clock clock, Counters counters) {
        this.management = new Management(directory, accessTokens);
        this.vaults = vaults;
        this.clock = clock;
        this.counters = counters;
    }

    public CloudAnswer answer(AzureCloud cloud, CloudRequest request) {
        counters.count("arm.requests");
        String requestId = RequestIds.next();
        CloudAnswer answer;
        try {
            answer = operate(cloud, request);
        } catch (ArmException e) {
            answer = CloudAnswer.json(e.status(), error(e.code(), e.getMessage()));
            if (e.status() == 401) {
                answer = answer.with(
                        "WWW-Authenticate", "Bearer authorization_uri=\"https://" + cloud.authorityHost() + "/\"");
            }
        } catch (NotEmulatedException e) {
            answer = CloudAnswer.json(501, error("NotEmulated", e.getMessage()));
        }
        return answer.with(Map.of(
                "x-ms-request-id", requestId, "x-ms-correlation-request-id", requestId, "Cache-Control", "no-cache"));
    }

    private CloudAnswer operate(AzureCloud cloud, CloudRequest request) {
        Management.Caller caller = admit(cloud, request);
        if (request.query("api-version").orElse("").isEmpty()) {
            throw new ArmException(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        ArmPath path = ArmPath.parse(request.segments());
        Tenant tenant = caller.tenant();
        if (path.subscription().isEmpty()) {
            return aboveSubscriptions(tenant, path, request);
        }
        String subscription = path.subscription().get();
        if (!subscription.equalsIgnoreCase(tenant.subscriptionId().toString())) {
            throw new ArmException(
                    404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
        }
        requirePermission(caller, request);
        if (path.resourceGroup().isPresent() && !path.resourceGroup().get().equalsIgnoreCase(Vault.RESOURCE_GROUP)) {
            throw new ArmException(
                    404,
                    "ResourceGroupNotFound",
                    "Resource group '" + path.resourceGroup().get() + "' could not be found.");
        }
        return inSubscription(tenant, path, request);
    }

    private CloudAnswer inSubscription(Tenant tenant, ArmPath path, CloudRequest request) {
        switch (path.namespace()) {
            case "" -> {
                if (path.rest().size() == 1 && path.has(0, "resources")) {
                    return new VaultResources(tenant, vaults).resources(request);
                }
                if (path.rest().isEmpty() && path.resourceGroup().isEmpty()) {
                    requireMethod("GET", request);
                    return CloudAnswer.json(200, subscription(tenant));
                }
            }
            case "microsoft.managedidentity" -> {
                if (path.has(0, "userAssignedIdentities")
                        && path.resourceGroup().isPresent()) {
                    return new Identities(tenant, clock).answer(path, request);
                }
            }
            case "microsoft.keyvault" -> {
                if (path.has(0, "vaults")) {
                    return new VaultResources(tenant, vaults).answer(path, request);
                }
            }
            case "microsoft.authorization" -> {
                if (path.has(0, "roleDefinitions")) {
                    return RoleDefinitions.answer(tenant, request);
                }
            }
            default -> throw notEmulated(request);
        }
        throw notEmulated(request);
    }

    private static CloudAnswer aboveSubscriptions(Tenant tenant, ArmPath path, CloudRequest request) {
        if (path.rest().size() == 1 && path.has(0, "subscriptions")) {
            requireMethod("GET", request);
            return CloudAnswer.json(200, Map.of("value", List.of(subscription(tenant))));
        }
        if (path.rest().size() == 1 && path.has(0, "tenants")) {
            requireMethod("GET", request);
            return CloudAnswer.json(
                    200, Map.of("value", List.of(Map.of("id", "/tenants/" + tenant.id(), "tenantId", tenant.id()))));
        }
        throw notEmulated(request);
    }

    private static Map<String, Object> subscription(Tenant tenant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "/subscriptions/" + tenant.subscriptionId());
        json.put("subscriptionId", tenant.subscriptionId());
        json.put("tenantId", tenant.id());
        json.put("displayName", "Emulator");
        json.put("state", "Enabled");
        json.put("authorizationSource", "RoleBased");
        return json;
    }

    private Management.Caller admit(AzureCloud cloud, CloudRequest request) {
        try {
            return management.admit(
                    cloud, request.header("authorization"), cloud::isManagementResource, Set.of("user_impersonation"));
        } catch (Management.RefusedException e) {
            throw switch (e.refusal()) {
                case NO_TOKEN ->
                    new ArmException(
                            401,
                            "AuthenticationFailed",
                            "Authentication failed. The 'Authorization' header is missing.");
                case EXPIRED_TOKEN ->
                    new ArmException(401, "ExpiredAuthenticationToken", "The access token expiry is in the past.");
                case WRONG_AUDIENCE ->
                    new ArmException(
                            401,
                            "InvalidAuthenticationTokenAudience",
                            "The access token has been obtained for wrong audience or resource. It should exactly match with"
                                    + " one of the allowed audiences 'https://" + cloud.managementHost() + "/'.");
                case INVALID_TOKEN ->
                    new ArmException(401, "InvalidAuthenticationToken", "The access token is invalid.");
            };
        }
    }

    private static void requirePermission(Management.Caller caller, CloudRequest request) {
        if (!caller.permitted()) {
            throw new ArmException(
                    403,
                    "AuthorizationFailed",
                    "The client '" + caller.claims().appId() + "' with object id '"
                            + caller.claims().objectId() + "' does not have authorization to perform action '"
                            + request.method() + "' over scope '" + request.path()
                            + "' or the scope is invalid. If access was recently granted, please refresh your"
                            + " credentials.");
        }
    }

    private static Map<String, Object> error(String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        return Map.of("error", error);
    }

    static void requireMethod(String method, CloudRequest request) {
        if (!request.method().equals(method)) {
            throw notEmulated(request);
        }
    }

    /** The member {@code properties} of the body. */
    static JsonNode properties(CloudRequest request) {
        try {
            JsonNode body = Json.object(request.body());
            if (body.size() > 1) {
                throw new NotEmulatedException("members beside 'properties' on Azure Resource Manager");
            }
            JsonNode properties = body.path("properties");
            if (properties.isObject()) {
                return properties;
            }
        } catch (IllegalArgumentException e) {
            throw new ArmException(
                    400,
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: '" + e.getMessage() + "'.");
        }
        throw new ArmException(400, "InvalidRequestContent", "The request content has no object 'properties'.");
    }

    static NotEmulatedException notEmulated(CloudRequest request) {
        return new NotEmulatedException(request.method() + " " + request.path() + " on Azure Resource Manager");
    }
}
