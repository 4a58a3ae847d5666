package dev.bellhop.local.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may do what in the stack: the settings {@code bellhop.callers.*} of the three services, all for subjects of the emulator's identity
 * provider, except the kickoff grants, which our own issuer signs. {@code tenant:*} and {@code tenant-scheduler:*} are bound to the
 * organizations that their token's {@code organization_id} names.
 */
final class DemoCallers {
    static final String ISSUER_AUDIENCE = "bellhop-issuer";
    static final String CONFIG_AUDIENCE = "bellhop-config";
    static final String RESOLVER_AUDIENCE = "bellhop-resolver";
    static final String KICKOFF_AUDIENCE = "bellhop-kickoff";

    static final String ADMIN = "user:admin";
    static final String SCHEDULER = "service:scheduler";
    static final String RESOLVER = "service:resolver";
    static final String WORKER = "service:worker";
    static final String PIPELINE = "service:pipeline";
    static final String OPERATOR = "user:operator";
    private static final String TENANT = "tenant:*";
    private static final String TENANT_SCHEDULER = "tenant-scheduler:*";

    private static final String AZURE_AUDIENCE = "api://AzureADTokenExchange";
    private static final String ORGANIZATION_CLAIM = "organization_id";
    private static final String TENANT_PERMISSIONS =
            "workload_identity_configs:manage,secret_providers:manage,environment_variables:manage,automations:manage,audit:read";
    private static final String ADMIN_PERMISSIONS = "organizations:manage," + TENANT_PERMISSIONS;
    private static final String PLAN_PERMISSIONS = "resolution_plans:read,resolution_values:read";
    private static final String RESOLVER_PERMISSIONS =
            "kickoffs:resolve,secret_providers:manage,automations:read,environment_variables:read";

    private DemoCallers() {}

    /** One subject's rights; without organizations those of its token hold. */
    private record Rights(String subject, String permissions, String organizations, String audiences) {}

    static Map<String, String> ofIssuer(String identityProvider) {
        return callers(
                "demo",
                identityProvider,
                ISSUER_AUDIENCE,
                "kickoffs:resolve,subject_tokens:issue,signing_keys:manage",
                List.of(
                        new Rights(ADMIN, "signing_keys:manage", "*", null),
                        new Rights(OPERATOR, "signing_keys:manage", "*", null),
                        new Rights(SCHEDULER, "kickoffs:resolve", "*", null),
                        new Rights(RESOLVER, "subject_tokens:issue", "*", AZURE_AUDIENCE),
                        new Rights(PIPELINE, "subject_tokens:issue", "*", AZURE_AUDIENCE),
                        new Rights(TENANT_SCHEDULER, "kickoffs:resolve", null, null)));
    }

    static Map<String, String> ofConfig(String identityProvider) {
        return callers(
                "demo",
                identityProvider,
                CONFIG_AUDIENCE,
                ADMIN_PERMISSIONS + "," + PLAN_PERMISSIONS,
                List.of(
                        new Rights(ADMIN, ADMIN_PERMISSIONS, "*", null),
                        new Rights(RESOLVER, PLAN_PERMISSIONS, "*", null),
                        new Rights(TENANT, TENANT_PERMISSIONS, null, null)));
    }

    static Map<String, String> ofResolver(String identityProvider, String issuerUrl) {
        Map<String, String> settings = callers(
                "demo",
                identityProvider,
                RESOLVER_AUDIENCE,
                RESOLVER_PERMISSIONS,
                List.of(
                        new Rights(ADMIN, RESOLVER_PERMISSIONS, "*", null),
                        new Rights(WORKER, "kickoffs:resolve", "*", null),
                        new Rights(TENANT, RESOLVER_PERMISSIONS, null, null)));
        settings.putAll(callers(
                "kickoffs",
                issuerUrl,
                KICKOFF_AUDIENCE,
                "kickoffs:resolve",
                List.of(new Rights("organization:*:automation:*", "kickoffs:resolve", null, null))));
        return settings;
    }

    private static Map<String, String> callers(
            String name, String issuer, String audience, String ceiling, List<Rights> grants) {
        String prefix = "bellhop.callers." + name + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix + "issuer", issuer);
        settings.put(prefix + "audience", audience);
        settings.put(prefix + "organization-claim", ORGANIZATION_CLAIM);
        settings.put(prefix + "organizations", "*");
        settings.put(prefix + "permissions", ceiling);
        for (int n = 0; n < grants.size(); n++) {
            Rights rights = grants.get(n);
            String grant = prefix + "grants[" + n + "].";
            settings.put(grant + "subject", rights.subject());
            settings.put(grant + "permissions", rights.permissions());
            if (rights.organizations() != null) {
                settings.put(grant + "organizations", rights.organizations());
            }
            if (rights.audiences() != null) {
                settings.put(grant + "audiences", rights.audiences());
            }
        }
        return settings;
    }
}
