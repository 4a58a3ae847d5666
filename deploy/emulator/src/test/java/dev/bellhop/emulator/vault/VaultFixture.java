package dev.bellhop.emulator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.MutableClock;
import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.entra.TestAssertions;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.Json;
import dev.bellhop.emulator.journal.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A vault without sockets, and a caller with a token for it. */
final class VaultFixture {
    static final UUID TENANT = UUID.fromString("11111111-1111-1111-1111-111111111111");
    static final UUID CLIENT = UUID.fromString("22222222-2222-2222-2222-222222222222");

    final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
    final AccessTokens tokens = TestAssertions.accessTokens(clock);
    final Directory directory = new Directory();
    final Tenant tenant = directory.register(TENANT, AzureCloud.PUBLIC);
    final Application application = tenant.register(CLIENT, "Acme", Application.Kind.APPLICATION);
    final Vault vault = new Vault("acme-kv", TENANT, AzureCloud.PUBLIC);
    final KeyVault keyVault = new KeyVault(tokens, clock, new Counters());
    String token = token("https://vault.azure.net");

    String token(String audience) {
        return TestAssertions.accessToken(tokens, tenant, application, audience);
    }

    VaultFixture allow(Role role) {
        vault.assign(new RoleAssignment("r-" + role.name(), application.servicePrincipalId(), role, Optional.empty()));
        return this;
    }

    /** The answer to a request at api-version 7.6 unless {@code target} names another. */
    CloudAnswer ask(String method, String target, String body) {
        return ask(method, target, body, Map.of("authorization", "Bearer " + token));
    }

    CloudAnswer ask(String method, String target, String body, Map<String, String> headers) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "api-version=7.6" : target.substring(mark + 1);
        return keyVault.answer(
                vault, new CloudRequest(method, vault.host(), path, query, new HashMap<>(headers), body));
    }

    CloudAnswer get(String target) {
        return ask("GET", target, "");
    }

    static JsonNode json(CloudAnswer answer) {
        return Json.object(answer.body());
    }

    static String code(CloudAnswer answer) {
        JsonNode error = json(answer).path("error");
        return error.path("innererror").path("code").asText(error.path("code").asText());
    }

    static String message(CloudAnswer answer) {
        return json(answer).path("error").path("message").asText();
    }
}
