package dev.bellhop.emulator.entra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What MSAL reads before it asks for a token: instance discovery, and a tenant's OpenID configuration. */
final class AuthorityMetadata {
    private static final Pattern AUTHORIZE =
            Pattern.compile("https://([^/:]+)(?::443)?/([^/]+)/oauth2/(?:v2\\.0/)?authorize/?");

    private AuthorityMetadata() {}

    /**
     * The answer to {@code /common/discovery/instance}; empty if the endpoint lies on no host of Microsoft's.
     *
     * @param authorizationEndpoint the query parameter of that name
     */
    static Optional<Map<String, Object>> instance(String authorizationEndpoint) {
        Matcher matcher = AUTHORIZE.matcher(authorizationEndpoint);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return AzureCloud.ofAuthorityHost(matcher.group(1)).map(cloud -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(
                    "tenant_discovery_endpoint",
                    "https://" + matcher.group(1) + "/" + matcher.group(2) + "/v2.0/.well-known/openid-configuration");
            body.put("api-version", "1.1");
            body.put("metadata", networks());
            return body;
        });
    }

    private static List<Map<String, Object>> networks() {
        List<Map<String, Object>> networks = new ArrayList<>();
        for (AzureCloud cloud : AzureCloud.values()) {
            networks.add(Map.of(
                    "preferred_network", cloud.authorityHost(),
                    "preferred_cache", cloud == AzureCloud.PUBLIC ? "login.windows.net" : cloud.authorityHost(),
                    "aliases", cloud.authorityHosts()));
        }
        return networks;
    }

    static Map<String, Object> invalidInstance() {
        return Map.of(
                "error",
                "invalid_instance",
                "error_description",
                "AADSTS50049: Unknown or invalid instance.",
                "error_codes",
                List.of(50049));
    }

    /**
     * A tenant's OpenID configuration.
     *
     * @param v2 whether that of the v2.0 endpoints was asked for
     */
    static Map<String, Object> tenant(Tenant tenant, String host, boolean v2) {
        String base = "https://" + host + "/" + tenant.id();
        String oauth = base + (v2 ? "/oauth2/v2.0" : "/oauth2");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_endpoint", oauth + "/token");
        body.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
        body.put("jwks_uri", base + (v2 ? "/discovery/v2.0/keys" : "/discovery/keys"));
        body.put("response_modes_supported", List.of("query", "fragment", "form_post"));
        body.put("subject_types_supported", List.of("pairwise"));
        body.put("id_token_signing_alg_values_supported", List.of("RS256"));
        body.put("response_types_supported", List.of("code", "id_token", "code id_token", "id_token token"));
        body.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        body.put("issuer", v2 ? base + "/v2.0" : tenant.issuer());
        body.put("authorization_endpoint", oauth + "/authorize");
        body.put("tenant_region_scope", "EU");
        body.put("cloud_instance_name", tenant.cloud() == AzureCloud.PUBLIC ? "microsoftonline.com" : host);
        return body;
    }
}
