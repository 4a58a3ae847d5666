package dev.bellhop.local.client;

import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the owner of the cloud does, and the demo's identity provider: the emulator's control API. */
public final class CloudControl {
    private final Api api;

    public CloudControl(StackFile stack) {
        this.api = new Api(
                Https.trusting(stack.caFile()),
                stack.emulator().controlUrl(),
                stack.emulator().controlToken());
    }

    /** A token of the demo's identity provider, for any subject. */
    public String token(String subject, String audience, Map<String, ?> claims, Duration life) {
        return api.created(
                        "/control/identity-provider/tokens",
                        Map.of(
                                "subject", subject,
                                "audience", audience,
                                "claims", claims,
                                "lifetimeSeconds", life.toSeconds()))
                .get("token")
                .asText();
    }

    public void tenant(UUID tenant) {
        api.stored("/control/tenants/" + tenant, Map.of());
    }

    /** An app registration with its service principal. */
    public void application(UUID tenant, UUID clientId, String displayName) {
        api.stored(
                "/control/tenants/" + tenant + "/applications/" + clientId,
                Map.of("displayName", displayName, "kind", "application"));
    }

    /** The application trusts that issuer and subject. */
    public void federatedCredential(UUID tenant, UUID clientId, String name, String issuer, String subject) {
        api.stored(
                "/control/tenants/" + tenant + "/applications/" + clientId + "/federated-credentials/" + name,
                Map.of("issuer", issuer, "subject", subject, "audiences", List.of("api://AzureADTokenExchange")));
    }

    /**
     * A token of somebody who may change this tenant's directory or resources.
     *
     * @param audience {@code https://graph.microsoft.com} or {@code https://management.azure.com}
     */
    public String administratorToken(UUID tenant, String audience) {
        return api.created("/control/tenants/" + tenant + "/administrator-tokens", Map.of("audience", audience))
                .get("token")
                .asText();
    }

    /** A secret of the application. */
    public void clientSecret(UUID tenant, UUID clientId, String name, String value) {
        api.stored(
                "/control/tenants/" + tenant + "/applications/" + clientId + "/client-secrets/" + name,
                Map.of("value", value));
    }

    /** A vault with role-based access control. */
    public void vault(String name, UUID tenant) {
        api.stored("/control/vaults/" + name, Map.of("tenantId", tenant, "cloud", "public", "authorization", "rbac"));
    }

    /** The application may read that vault's secrets. */
    public void allowReading(String vault, UUID clientId) {
        api.stored(
                "/control/vaults/" + vault + "/role-assignments/" + UUID.randomUUID(),
                Map.of("principalId", clientId, "role", "Key Vault Secrets User"));
    }

    /** A new version of the secret; answers the version's id. */
    public String secret(String vault, String name, String value) {
        return api.stored("/control/vaults/" + vault + "/secrets/" + name, Map.of("value", value))
                .get("version")
                .asText();
    }

    /** The next {@code times} answers of that host are these. */
    public String fault(Map<String, ?> fault) {
        String id = UUID.randomUUID().toString();
        api.stored("/control/faults/" + id, fault);
        return id;
    }

    public void endFault(String id) {
        api.delete("/control/faults/" + id);
    }
}
