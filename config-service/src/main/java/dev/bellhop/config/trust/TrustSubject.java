package dev.bellhop.config.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One subject that needs a federated credential of its own.
 *
 * @param subject {@code sub} of the tokens, to the letter
 * @param automationId whose it is, where each automation has its own; else absent
 * @param automationName for those who may read automations
 * @param inUse whether a variable is read under it today
 * @param federatedCredentialName what the ready texts call the credential; made of ids, so it outlives renaming
 * @param request the same as one HTTP request
 */
@Schema(name = "TrustSubject")
@JsonInclude(Include.NON_NULL)
record TrustSubject(
        String subject,
        UUID automationId,
        String automationName,
        boolean inUse,
        String federatedCredentialName,
        Request request) {

    private static final String ARM_VERSION = "2024-11-30";

    /** @param url with {@code {braces}} where only the admin knows */
    @Schema(name = "TrustRequest")
    record Request(String method, String url, Map<String, Object> body) {}

    static TrustSubject ofOrganization(UUID organization, boolean inUse, Trusting trusting) {
        return of("organization:" + organization, null, null, inUse, "bellhop-" + organization, trusting);
    }

    static TrustSubject ofAutomation(
            UUID organization, UUID automation, String name, boolean inUse, Trusting trusting) {
        return of(
                "organization:" + organization + ":automation:" + automation,
                automation,
                name,
                inUse,
                "bellhop-" + automation,
                trusting);
    }

    private static TrustSubject of(
            String subject, UUID automation, String automationName, boolean inUse, String name, Trusting trusting) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", trusting.issuer());
        members.put("subject", subject);
        members.put("audiences", List.of(trusting.audience()));
        Request request =
                switch (trusting.identity()) {
                    case APPLICATION -> graph(name, automationName, trusting, members);
                    case MANAGED_IDENTITY -> resourceManager(name, trusting, members);
                };
        return new TrustSubject(subject, automation, automationName, inUse, name, request);
    }

    private static Request graph(
            String name, String automationName, Trusting trusting, Map<String, Object> credential) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.putAll(credential);
        body.put(
                "description",
                "Bellhop: " + trusting.organizationName() + (automationName == null ? "" : " / " + automationName));
        return new Request(
                "POST",
                trusting.endpoints().graph() + "/v1.0/applications(appId='" + trusting.clientId()
                        + "')/federatedIdentityCredentials",
                body);
    }

    private static Request resourceManager(String name, Trusting trusting, Map<String, Object> credential) {
        return new Request(
                "PUT",
                trusting.endpoints().resourceManager()
                        + "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ManagedIdentity"
                        + "/userAssignedIdentities/{identity}/federatedIdentityCredentials/" + name + "?api-version="
                        + ARM_VERSION,
                Map.of("properties", credential));
    }
}
