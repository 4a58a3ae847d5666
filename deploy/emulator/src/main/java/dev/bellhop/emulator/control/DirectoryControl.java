package dev.bellhop.emulator.control;

import dev.bellhop.emulator.arm.Identities;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.ClientSecret;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.entra.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The control API's calls about tenants, applications and federated credentials. */
final class DirectoryControl {
    private final Cloud cloud;

    DirectoryControl(Cloud cloud) {
        this.cloud = cloud;
    }

    Object putTenant(Call call) {
        Bodies.TenantBody body = call.body(Bodies.TenantBody.class);
        Tenant tenant = cloud.putTenant(call.guid("tenant"), body.inCloud());
        tenant.policy(body.policy());
        if (body.domains() != null) {
            tenant.verifyDomains(body.domains());
        }
        return Map.of("tenantId", tenant.id(), "cloud", tenant.cloud().label());
    }

    Object putApplication(Call call) {
        Bodies.ApplicationBody body = call.body(Bodies.ApplicationBody.class);
        UUID client = call.guid("client");
        Application.Kind kind = body.ofKind();
        Application application = cloud.putApplication(call.guid("tenant"), client, body.name(client), kind);
        body.applyTo(application);
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("clientId", application.clientId());
        ids.put("objectId", application.objectId());
        ids.put("servicePrincipalId", application.servicePrincipalId());
        if (kind == Application.Kind.MANAGED_IDENTITY) {
            ids.put("resourceId", Identities.id(cloud.tenant(call.guid("tenant")), application));
        }
        return ids;
    }

    Object putFederatedCredential(Call call) {
        Bodies.FederatedCredentialBody body = call.body(Bodies.FederatedCredentialBody.class);
        FederatedCredential credential = new FederatedCredential(
                call.path("name"),
                body.issuer(),
                body.subject(),
                body.audiences(),
                Optional.ofNullable(body.description()));
        cloud.putFederatedCredential(call.guid("tenant"), call.guid("client"), credential);
        return shown(credential);
    }

    Object getFederatedCredential(Call call) {
        return shown(cloud.federatedCredential(call.guid("tenant"), call.guid("client"), call.path("name")));
    }

    void deleteFederatedCredential(Call call) {
        cloud.deleteFederatedCredential(call.guid("tenant"), call.guid("client"), call.path("name"));
    }

    Object putClientSecret(Call call) {
        Bodies.ClientSecretBody body = call.body(Bodies.ClientSecretBody.class);
        ClientSecret secret = cloud.putClientSecret(
                call.guid("tenant"),
                call.guid("client"),
                call.path("name"),
                Bodies.required("value", body.value()),
                body.until());
        return Map.of("keyId", secret.keyId());
    }

    void deleteClientSecret(Call call) {
        cloud.deleteClientSecret(call.guid("tenant"), call.guid("client"), call.path("name"));
    }

    Object administratorToken(Call call) {
        Bodies.AdministratorTokenBody body = call.body(Bodies.AdministratorTokenBody.class);
        return Map.of(
                "token", cloud.administratorToken(call.guid("tenant"), Bodies.required("audience", body.audience())));
    }

    private static Map<String, Object> shown(FederatedCredential credential) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", credential.name());
        json.put("issuer", credential.issuer());
        json.put("subject", credential.subject());
        json.put("audiences", credential.audiences());
        credential.description().ifPresent(text -> json.put("description", text));
        return json;
    }
}
