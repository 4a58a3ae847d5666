package dev.bellhop.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.ClientSecret;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.Json;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /applications}: what there is, their client secrets, and the way to their federated credentials. */
final class Applications {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_OCTETS = 30;
    private static final int SECRET_YEARS = 2;

    private final Tenant tenant;
    private final Clock clock;

    Applications(Tenant tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    CloudAnswer answer(GraphPath path, CloudRequest request) {
        if (path.key().isEmpty()) {
            return list(request);
        }
        Application application = application(path.key().get());
        return switch (path.member()) {
            case "" -> get(application, request);
            case "federatedIdentityCredentials" ->
                new FederatedIdentityCredentials(tenant, application, clock).answer(path.memberKey(), request);
            case "addPassword" -> addPassword(application, request);
            case "removePassword" -> removePassword(application, request);
            default -> throw Graph.notEmulated(request);
        };
    }

    private CloudAnswer list(CloudRequest request) {
        requireMethod("GET", request);
        Optional<UUID> appId = Filter.appId(request);
        List<Map<String, Object>> found = tenant.applications().stream()
                .filter(Applications::isRegistration)
                .filter(one -> appId.isEmpty() || one.clientId().equals(appId.get()))
                .map(Applications::shown)
                .toList();
        return CloudAnswer.json(200, Map.of("value", found));
    }

    private static CloudAnswer get(Application application, CloudRequest request) {
        requireMethod("GET", request);
        return CloudAnswer.json(200, shown(application));
    }

    private Application application(GraphPath.Key key) {
        Optional<UUID> id = Directory.guid(key.value());
        return switch (key.name()) {
            case "appId" ->
                id.flatMap(tenant::application)
                        .filter(Applications::isRegistration)
                        .orElseThrow(() -> GraphException.notFound(key.value()));
            case "id" ->
                tenant.applications().stream()
                        .filter(Applications::isRegistration)
                        .filter(one -> id.isPresent() && one.objectId().equals(id.get()))
                        .findFirst()
                        .orElseThrow(() -> GraphException.notFound(key.value()));
            default -> throw GraphException.bad("The key property '" + key.name() + "' is not an alternate key.");
        };
    }

    private CloudAnswer addPassword(Application application, CloudRequest request) {
        requireMethod("POST", request);
        JsonNode wanted = body(request).path("passwordCredential");
        byte[] random = new byte[SECRET_OCTETS];
        RANDOM.nextBytes(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ClientSecret secret = new ClientSecret(
                UUID.randomUUID(),
                wanted.path("displayName").asText(""),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                Optional.of(end(wanted).orElse(now.plus(365L * SECRET_YEARS, ChronoUnit.DAYS))));
        application.secrets().add(secret);
        Map<String, Object> json = shown(secret);
        json.put("startDateTime", now.toString());
        json.put("secretText", secret.value());
        return CloudAnswer.json(200, json);
    }

    private static Optional<Instant> end(JsonNode wanted) {
        try {
            return wanted.hasNonNull("endDateTime")
                    ? Optional.of(Instant.parse(wanted.path("endDateTime").asText()))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            throw GraphException.bad(
                    "Cannot convert the literal of endDateTime to the expected type 'Edm.DateTimeOffset'.");
        }
    }

    private static CloudAnswer removePassword(Application application, CloudRequest request) {
        requireMethod("POST", request);
        String keyId = body(request).path("keyId").asText();
        if (Directory.guid(keyId).filter(application.secrets()::remove).isEmpty()) {
            throw GraphException.bad("No password credential found with keyId '" + keyId + "'.");
        }
        return CloudAnswer.empty(204);
    }

    static void requireMethod(String method, CloudRequest request) {
        if (!request.method().equals(method)) {
            throw Graph.notEmulated(request);
        }
    }

    static JsonNode body(CloudRequest request) {
        try {
            return Json.object(request.body());
        } catch (IllegalArgumentException e) {
            throw GraphException.bad("Unable to read JSON request payload: " + e.getMessage() + ".");
        }
    }

    private static boolean isRegistration(Application application) {
        return application.kind() == Application.Kind.APPLICATION;
    }

    private static Map<String, Object> shown(Application application) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", application.objectId());
        json.put("appId", application.clientId());
        json.put("displayName", application.displayName());
        json.put("signInAudience", "AzureADMyOrg");
        json.put(
                "passwordCredentials",
                application.secrets().all().stream().map(Applications::shown).toList());
        return json;
    }

    private static Map<String, Object> shown(ClientSecret secret) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("keyId", secret.keyId());
        json.put("displayName", secret.displayName());
        json.put("hint", secret.hint());
        json.put("endDateTime", secret.expires().map(Instant::toString).orElse(null));
        json.put("secretText", null);
        return json;
    }
}
