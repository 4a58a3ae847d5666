package dev.bellhop.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.vault.Vault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** User-assigned managed identities: look at one, and all about their federated credentials. The name is the display name. */
public final class Identities {
    private static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

    private final Tenant tenant;
    private final Clock clock;

    Identities(Tenant tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    CloudAnswer answer(ArmPath path, CloudRequest request) {
        List<String> rest = path.rest();
        if (rest.size() < 2) {
            throw Arm.notEmulated(request);
        }
        Application identity = identity(rest.get(1));
        if (rest.size() == 2) {
            Arm.requireMethod("GET", request);
            return CloudAnswer.json(200, shown(identity));
        }
        if (!path.has(2, "federatedIdentityCredentials") || rest.size() > 4) {
            throw Arm.notEmulated(request);
        }
        if (rest.size() == 3) {
            Arm.requireMethod("GET", request);
            return CloudAnswer.json(
                    200,
                    Map.of(
                            "value",
                            identity.credentials().stream()
                                    .map(one -> shown(identity, one))
                                    .toList()));
        }
        String name = rest.get(3);
        return switch (request.method()) {
            case "GET" ->
                CloudAnswer.json(
                        200,
                        shown(
                                identity,
                                identity.credential(name)
                                        .orElseThrow(() -> ArmException.noResource(
                                                TYPE + "/" + identity.displayName() + "/federatedIdentityCredentials",
                                                name))));
            case "PUT" -> put(identity, name, request);
            case "DELETE" -> CloudAnswer.empty(identity.federatedCredentials().remove(name) ? 200 : 204);
            default -> throw Arm.notEmulated(request);
        };
    }

    private Application identity(String name) {
        return tenant.applications().stream()
                .filter(one -> one.kind() == Application.Kind.MANAGED_IDENTITY)
                .filter(one -> one.displayName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ArmException.noResource(TYPE, name));
    }

    private CloudAnswer put(Application identity, String name, CloudRequest request) {
        JsonNode properties = Arm.properties(request);
        boolean isNew = identity.credential(name).isEmpty();
        List<String> audiences = new ArrayList<>();
        properties.path("audiences").forEach(one -> audiences.add(one.asText()));
        FederatedCredential credential;
        try {
            credential = new FederatedCredential(
                    name,
                    properties.path("issuer").asText(null),
                    properties.path("subject").asText(null),
                    audiences,
                    Optional.empty());
            tenant.federate(identity, credential, clock.instant());
        } catch (IllegalArgumentException e) {
            throw ArmException.bad(e.getMessage());
        } catch (IllegalStateException e) {
            // 400 by the reference's list, unlike Graph's 409
            throw ArmException.bad(
                    "Issuer and subject combination already exists for this Managed Identity: " + e.getMessage());
        }
        return CloudAnswer.json(isNew ? 201 : 200, shown(identity, credential));
    }

    private Map<String, Object> shown(Application identity) {
        Map<String, Object> json = resource(id(identity), identity.displayName(), TYPE);
        json.put("location", "westeurope");
        json.put(
                "properties",
                Map.of(
                        "tenantId",
                        tenant.id(),
                        "principalId",
                        identity.servicePrincipalId(),
                        "clientId",
                        identity.clientId()));
        return json;
    }

    private Map<String, Object> shown(Application identity, FederatedCredential credential) {
        Map<String, Object> json = resource(
                id(identity) + "/federatedIdentityCredentials/" + credential.name(),
                credential.name(),
                TYPE + "/federatedIdentityCredentials");
        json.put(
                "properties",
                Map.of(
                        "issuer",
                        credential.issuer(),
                        "subject",
                        credential.subject(),
                        "audiences",
                        credential.audiences()));
        return json;
    }

    static Map<String, Object> resource(String id, String name, String type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("type", type);
        return json;
    }

    private String id(Application identity) {
        return id(tenant, identity);
    }

    /** Its resource id. */
    public static String id(Tenant tenant, Application identity) {
        return "/subscriptions/" + tenant.subscriptionId() + "/resourceGroups/" + Vault.RESOURCE_GROUP + "/providers/"
                + TYPE + "/" + identity.displayName();
    }
}
