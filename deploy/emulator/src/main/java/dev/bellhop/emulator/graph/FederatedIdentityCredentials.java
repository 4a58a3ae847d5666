package dev.bellhop.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code .../federatedIdentityCredentials} of one application: list, get, create, update, update or create, delete. */
final class FederatedIdentityCredentials {
    private final Tenant tenant;
    private final Application application;
    private final Clock clock;

    FederatedIdentityCredentials(Tenant tenant, Application application, Clock clock) {
        this.tenant = tenant;
        this.application = application;
        this.clock = clock;
    }

    CloudAnswer answer(Optional<GraphPath.Key> key, CloudRequest request) {
        if (key.isEmpty()) {
            return switch (request.method()) {
                case "GET" -> list(request);
                case "POST" -> create(request);
                default -> throw Graph.notEmulated(request);
            };
        }
        return switch (request.method()) {
            case "GET" -> CloudAnswer.json(200, shown(required(key.get())));
            case "PATCH" -> update(key.get(), request);
            case "DELETE" -> delete(key.get());
            default -> throw Graph.notEmulated(request);
        };
    }

    private CloudAnswer list(CloudRequest request) {
        Filter.requireNone(request);
        return CloudAnswer.json(
                200,
                Map.of(
                        "value",
                        application.credentials().stream().map(this::shown).toList()));
    }

    private CloudAnswer create(CloudRequest request) {
        JsonNode body = Applications.body(request);
        String name = body.path("name").asText("");
        if (application.credential(name).isPresent()) {
            throw GraphException.taken("FederatedIdentityCredential with name " + name + " already exists.", null);
        }
        put(name, body, Optional.empty());
        return CloudAnswer.json(201, shown(application.credential(name).orElseThrow()));
    }

    private CloudAnswer update(GraphPath.Key key, CloudRequest request) {
        Optional<FederatedCredential> old = found(key);
        boolean mayCreate = request.header("prefer").orElse("").contains("create-if-missing");
        if (old.isEmpty() && !(mayCreate && key.name().equals("name"))) {
            throw GraphException.notFound(key.value());
        }
        String name = old.map(FederatedCredential::name).orElse(key.value());
        JsonNode body = Applications.body(request);
        if (body.hasNonNull("name") && !body.path("name").asText().equals(name)) {
            throw GraphException.bad("Property 'name' is immutable.");
        }
        put(name, body, old);
        return old.isPresent()
                ? CloudAnswer.empty(204)
                : CloudAnswer.json(201, shown(application.credential(name).orElseThrow()));
    }

    private CloudAnswer delete(GraphPath.Key key) {
        application.federatedCredentials().remove(required(key).name());
        return CloudAnswer.empty(204);
    }

    private void put(String name, JsonNode body, Optional<FederatedCredential> old) {
        if (body.hasNonNull("claimsMatchingExpression")) {
            throw new NotEmulatedException("flexible federated identity credentials");
        }
        try {
            FederatedCredential wanted = new FederatedCredential(
                    name,
                    text(body, "issuer")
                            .or(() -> old.map(FederatedCredential::issuer))
                            .orElse(null),
                    text(body, "subject")
                            .or(() -> old.map(FederatedCredential::subject))
                            .orElse(null),
                    body.has("audiences")
                            ? audiences(body.path("audiences"))
                            : old.map(FederatedCredential::audiences).orElse(null),
                    text(body, "description").or(() -> old.flatMap(FederatedCredential::description)));
            tenant.federate(application, wanted, clock.instant());
        } catch (IllegalArgumentException e) {
            throw GraphException.bad(e.getMessage());
        } catch (IllegalStateException e) {
            throw GraphException.taken(e.getMessage(), e);
        }
    }

    private Optional<FederatedCredential> found(GraphPath.Key key) {
        return key.name().equals("name")
                ? application.credential(key.value())
                : application.federatedCredentials().withIdOrName(key.value());
    }

    private FederatedCredential required(GraphPath.Key key) {
        return found(key).orElseThrow(() -> GraphException.notFound(key.value()));
    }

    private static Optional<String> text(JsonNode body, String name) {
        return body.path(name).isTextual() ? Optional.of(body.path(name).textValue()) : Optional.empty();
    }

    private static List<String> audiences(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(one -> found.add(one.asText()));
        return found;
    }

    private Map<String, Object> shown(FederatedCredential credential) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", application.federatedCredentials().id(credential.name()));
        json.put("name", credential.name());
        json.put("issuer", credential.issuer());
        json.put("subject", credential.subject());
        json.put("description", credential.description().orElse(null));
        json.put("audiences", credential.audiences());
        return json;
    }
}
