package dev.bellhop.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /servicePrincipals}: what there is, to make one for an application, to enable and disable. Key Vault's own is there too. */
final class ServicePrincipals {
    private final Tenant tenant;

    ServicePrincipals(Tenant tenant) {
        this.tenant = tenant;
    }

    CloudAnswer answer(GraphPath path, CloudRequest request) {
        if (!path.member().isEmpty()) {
            throw Graph.notEmulated(request);
        }
        if (path.key().isEmpty()) {
            return switch (request.method()) {
                case "GET" -> list(request);
                case "POST" -> create(request);
                default -> throw Graph.notEmulated(request);
            };
        }
        GraphPath.Key key = path.key().get();
        if (key.name().equals("appId") && key.value().equalsIgnoreCase(AzureCloud.KEY_VAULT_APP_ID)) {
            return ofKeyVault(request);
        }
        Application application = application(key);
        return switch (request.method()) {
            case "GET" -> CloudAnswer.json(200, shown(application));
            case "PATCH" -> {
                application.enable(enabled(request));
                yield CloudAnswer.empty(204);
            }
            default -> throw Graph.notEmulated(request);
        };
    }

    private CloudAnswer list(CloudRequest request) {
        Optional<UUID> appId = Filter.appId(request);
        List<Map<String, Object>> found = tenant.applications().stream()
                .filter(Application::hasServicePrincipal)
                .filter(one -> appId.isEmpty() || one.clientId().equals(appId.get()))
                .map(ServicePrincipals::shown)
                .toList();
        if (appId.isPresent() && appId.get().toString().equals(AzureCloud.KEY_VAULT_APP_ID)) {
            found = List.of(keyVault());
        }
        return CloudAnswer.json(200, Map.of("value", found));
    }

    private CloudAnswer create(CloudRequest request) {
        String appId = Applications.body(request).path("appId").asText("");
        if (appId.equalsIgnoreCase(AzureCloud.KEY_VAULT_APP_ID)) {
            throw alreadyThere(appId);
        }
        Application application = Directory.guid(appId)
                .flatMap(tenant::application)
                .orElseThrow(() -> GraphException.bad("The appId '" + appId
                        + "' of the service principal does not reference a valid application object."));
        if (application.hasServicePrincipal()) {
            throw alreadyThere(appId);
        }
        application.giveServicePrincipal(true);
        return CloudAnswer.json(201, shown(application));
    }

    private static GraphException alreadyThere(String appId) {
        return GraphException.taken(
                "The service principal cannot be created, updated, or restored because the service principal name "
                        + appId + " is already in use.",
                null);
    }

    private CloudAnswer ofKeyVault(CloudRequest request) {
        Set<String> disabled = new HashSet<>(tenant.policy().disabledResources());
        String resource = tenant.cloud().vaultResource();
        switch (request.method()) {
            case "GET" -> {
                return CloudAnswer.json(200, keyVault());
            }
            case "PATCH" -> {
                if (enabled(request)) {
                    disabled.remove(resource);
                } else {
                    disabled.add(resource);
                }
                tenant.policy(tenant.policy().withDisabledResources(disabled));
                return CloudAnswer.empty(204);
            }
            default -> throw Graph.notEmulated(request);
        }
    }

    private Map<String, Object> keyVault() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", UUID.nameUUIDFromBytes(tenant.id().toString().getBytes(StandardCharsets.US_ASCII)));
        json.put("appId", AzureCloud.KEY_VAULT_APP_ID);
        json.put("displayName", "Azure Key Vault");
        json.put(
                "accountEnabled",
                !tenant.policy().disabledResources().contains(tenant.cloud().vaultResource()));
        return json;
    }

    private Application application(GraphPath.Key key) {
        Optional<UUID> id = Directory.guid(key.value());
        Optional<Application> found =
                switch (key.name()) {
                    case "appId" -> id.flatMap(tenant::application);
                    case "id" -> id.flatMap(tenant::ofServicePrincipal);
                    default ->
                        throw GraphException.bad("The key property '" + key.name() + "' is not an alternate key.");
                };
        return found.filter(Application::hasServicePrincipal).orElseThrow(() -> GraphException.notFound(key.value()));
    }

    private static boolean enabled(CloudRequest request) {
        JsonNode body = Applications.body(request);
        if (body.size() != 1 || !body.path("accountEnabled").isBoolean()) {
            throw Graph.notEmulated(request);
        }
        return body.path("accountEnabled").booleanValue();
    }

    private static Map<String, Object> shown(Application application) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", application.servicePrincipalId());
        json.put("appId", application.clientId());
        json.put("displayName", application.displayName());
        json.put("accountEnabled", application.enabled());
        json.put(
                "servicePrincipalType",
                application.kind() == Application.Kind.APPLICATION ? "Application" : "ManagedIdentity");
        return json;
    }
}
