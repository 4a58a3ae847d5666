package dev.bellhop.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.http.Json;
import dev.bellhop.emulator.http.NotEmulatedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The form of the client credentials grant (Microsoft, "The client credentials flow", first case: shared secret; third case: federated
 * credential).
 *
 * @param assertion of assertion and secret exactly one is there
 * @param longLived whether the client announced that it understands claims challenges ({@code xms_cc} with {@code cp1}), which earns it a
 *     token of about a day
 */
record TokenRequest(
        String clientId, String scope, Optional<String> assertion, Optional<String> secret, boolean longLived) {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Set<String> OTHER_GRANTS = Set.of(
            "authorization_code",
            "refresh_token",
            "password",
            "device_code",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:saml2-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange");

    /**
     * @throws EntraException if Entra would refuse the form
     * @throws NotEmulatedException if Entra would not, but the emulator has no answer
     */
    static TokenRequest of(Map<String, String> form) {
        String grant = required(form, "grant_type");
        if (OTHER_GRANTS.contains(grant)) {
            throw new NotEmulatedException("the grant type '" + grant + "'");
        }
        if (!grant.equals("client_credentials")) {
            throw new EntraException(RequestErrors.unsupportedGrant(grant));
        }
        String clientId = required(form, "client_id");
        if (form.containsKey("resource")) {
            throw new EntraException(RequestErrors.resourceParameter());
        }
        String scope = required(form, "scope");
        boolean secret = present(form, "client_secret");
        if (secret && present(form, "client_assertion")) {
            throw new NotEmulatedException("client_secret and client_assertion in one request");
        }
        if (secret) {
            return new TokenRequest(
                    clientId,
                    scope,
                    Optional.empty(),
                    Optional.of(form.get("client_secret")),
                    understandsClaimsChallenges(form));
        }
        if (!present(form, "client_assertion")) {
            throw new EntraException(RequestErrors.noCredential());
        }
        String type = required(form, "client_assertion_type");
        if (!type.equals(JWT_BEARER)) {
            throw new NotEmulatedException("the client_assertion_type '" + type + "'");
        }
        return new TokenRequest(
                clientId,
                scope,
                Optional.of(form.get("client_assertion")),
                Optional.empty(),
                understandsClaimsChallenges(form));
    }

    private static boolean present(Map<String, String> form, String name) {
        return !form.getOrDefault(name, "").isEmpty();
    }

    private static String required(Map<String, String> form, String name) {
        if (!present(form, name)) {
            throw new EntraException(RequestErrors.missingParameter(name));
        }
        return form.get(name);
    }

    private static boolean understandsClaimsChallenges(Map<String, String> form) {
        if (!present(form, "claims")) {
            return false;
        }
        JsonNode claims;
        try {
            claims = Json.object(form.get("claims"));
        } catch (IllegalArgumentException e) {
            throw new NotEmulatedException("a claims parameter that is not a JSON object");
        }
        for (JsonNode capability : claims.path("access_token").path("xms_cc").path("values")) {
            if (capability.asText().equalsIgnoreCase("cp1")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "TokenRequest[" + clientId + ", " + scope + "]";
    }
}
