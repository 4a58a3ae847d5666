package dev.bellhop.emulator.entra;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** The {@code scope} parameter of the client credentials grant: one resource and {@code /.default}. */
final class Scope {
    private static final String DEFAULT = "/.default";
    /** MSAL adds these to every request; they ask for nothing here. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access", "email");

    private Scope() {}

    /**
     * The access token's audience. A slash at the end of the resource is kept, so {@code https://vault.azure.net//.default} gets a token that
     * Key Vault will refuse.
     *
     * @throws EntraException if the scope names no resource, several, or one the tenant does not know
     */
    static String audience(String scope, Tenant tenant) {
        Set<String> resources = new LinkedHashSet<>();
        for (String word : Arrays.asList(scope.trim().split("\\s+"))) {
            if (OPENID.contains(word)) {
                continue;
            }
            if (!word.endsWith(DEFAULT)) {
                throw new EntraException(withoutDefault(word, tenant));
            }
            resources.add(word.substring(0, word.length() - DEFAULT.length()));
        }
        if (resources.isEmpty()) {
            throw new EntraException(withoutDefault(scope, tenant));
        }
        if (resources.size() > 1) {
            throw new EntraException(RequestErrors.severalResources(scope));
        }
        String resource = resources.iterator().next();
        if (resource.isEmpty()) {
            throw new EntraException(RequestErrors.malformedScope(scope));
        }
        if (!knows(tenant.cloud(), resource)) {
            throw new EntraException(RequestErrors.unknownResource(resource, tenant));
        }
        if (tenant.policy().disabledResources().contains(resource)) {
            throw new EntraException(RequestErrors.disabledResource(resource));
        }
        return resource;
    }

    /** Older builds have no code of its own for it. */
    private static EntraError withoutDefault(String scope, Tenant tenant) {
        return tenant.policy().answers() == Generation.CURRENT
                ? RequestErrors.scopeWithoutDefault(scope)
                : RequestErrors.malformedScope(scope);
    }

    private static boolean knows(AzureCloud cloud, String resource) {
        String bare = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
        return bare.equals(cloud.vaultResource())
                || cloud.otherResources().contains(bare)
                || resource.equals(AzureCloud.KEY_VAULT_APP_ID)
                || resource.equals("spn:" + AzureCloud.KEY_VAULT_APP_ID);
    }
}
