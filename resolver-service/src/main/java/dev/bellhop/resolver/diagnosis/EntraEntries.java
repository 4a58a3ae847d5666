package dev.bellhop.resolver.diagnosis;

import java.util.List;

/** Refusals of Entra that concern the tenant, the application, the request or Entra itself. */
final class EntraEntries {
    static final List<Entry> ALL = List.of(
            Entry.of(
                    Reason.CONDITIONAL_ACCESS,
                    "Conditional Access blocks the identity",
                    "Presented: application <client> from the resolver's address. Expected: tenant <tenant>'s Conditional Access policies for workload identities let it pass.",
                    "The tenant's administrator adds the resolver's egress addresses to the policy's named locations, or excludes application <client>."),
            Entry.of(
                            Reason.TENANT_UNKNOWN,
                            "Unknown tenant",
                            "Presented: tenant <tenant> at <authority>. Expected: a tenant of that Azure cloud.",
                            "Correct azure.tenantId (or azure.cloud) of <settings>. The id is shown by: az account show --query tenantId --output tsv")
                    .byRequest("GET", "https://<arm>/tenants?api-version=2022-12-01", null),
            Entry.of(
                            Reason.TENANT_MALFORMED,
                            "The tenant id is malformed",
                            "Presented: <tenant>. Expected: the GUID of one tenant.",
                            "Correct azure.tenantId of <settings>. The id is shown by: az account show --query tenantId --output tsv")
                    .byRequest("GET", "https://<arm>/tenants?api-version=2022-12-01", null),
            Entry.of(
                    Reason.CLOUD_MISMATCH,
                    "The tenant is in another Azure cloud",
                    "Presented: tenant <tenant> at <authority>. Expected: the authority of the tenant's own cloud.",
                    "Correct azure.cloud (public, usgov, china) of <settings>."),
            Entry.of(
                            Reason.APPLICATION_UNKNOWN,
                            "Unknown application",
                            "Presented: client id <client> in tenant <tenant>. Expected: an application with a service principal there; one made a moment ago may not have spread yet.",
                            "Correct azure.clientId or azure.tenantId of <settings>. If the application exists without a service principal: az ad sp create --id <client>")
                    .byRequest("POST", "https://<graph>/v1.0/servicePrincipals", "{\"appId\":\"<client>\"}"),
            Entry.of(
                            Reason.APPLICATION_DISABLED,
                            "The application is disabled",
                            "Presented: client id <client>. Expected: its service principal enabled in tenant <tenant>.",
                            "az ad sp update --id <client> --set accountEnabled=true")
                    .byRequest(
                            "PATCH",
                            "https://<graph>/v1.0/servicePrincipals(appId='<client>')",
                            "{\"accountEnabled\":true}"),
            Entry.of(
                            Reason.CLIENT_SECRET_INVALID,
                            "The client secret is wrong",
                            "Presented: the client secret of secret provider credential <credential> for application <client>. Expected: the value (not the id) of a secret that application has now.",
                            "Make one, and store it in the credential (PUT /v1/organizations/<organization>/secret-provider-credentials/<credential>, azure.clientSecret): az ad app credential reset --id <client> --append --query password --output tsv. Better: use workload identity, which has no secret.")
                    .byRequest(
                            "POST",
                            "https://<graph>/v1.0/applications(appId='<client>')/addPassword",
                            "{\"passwordCredential\":{\"displayName\":\"bellhop\"}}"),
            Entry.of(
                            Reason.CLIENT_SECRET_EXPIRED,
                            "The client secret has expired",
                            "Presented: the client secret of secret provider credential <credential> for application <client>. Expected: one that is not past its end date.",
                            "Make one, and store it in the credential (PUT /v1/organizations/<organization>/secret-provider-credentials/<credential>, azure.clientSecret): az ad app credential reset --id <client> --append --query password --output tsv. Better: use workload identity, which has no secret.")
                    .byRequest(
                            "POST",
                            "https://<graph>/v1.0/applications(appId='<client>')/addPassword",
                            "{\"passwordCredential\":{\"displayName\":\"bellhop\"}}"),
            Entry.of(
                            Reason.RESOURCE_UNKNOWN,
                            "Key Vault is unknown in the tenant",
                            "Presented: resource <resource>. Expected: Key Vault's service principal in tenant <tenant> of that cloud.",
                            "Check azure.cloud and azure.tenantId of <settings>; a tenant that never used Key Vault gets it by: az ad sp create --id cfa8b339-82a2-471a-a3c9-0fc0be7a4093")
                    .byRequest(
                            "POST",
                            "https://<graph>/v1.0/servicePrincipals",
                            "{\"appId\":\"cfa8b339-82a2-471a-a3c9-0fc0be7a4093\"}"),
            Entry.of(
                            Reason.RESOURCE_DISABLED,
                            "Key Vault is disabled in the tenant",
                            "Presented: resource <resource>. Expected: Key Vault's service principal enabled in tenant <tenant>; a lapsed subscription disables it too.",
                            "The tenant's administrator renews the subscription, or: az ad sp update --id cfa8b339-82a2-471a-a3c9-0fc0be7a4093 --set accountEnabled=true")
                    .byRequest(
                            "PATCH",
                            "https://<graph>/v1.0/servicePrincipals(appId='cfa8b339-82a2-471a-a3c9-0fc0be7a4093')",
                            "{\"accountEnabled\":true}"),
            Entry.of(
                    Reason.EXCHANGE_REQUEST_INVALID,
                    "Entra does not accept the form of the request",
                    "Presented: a client credentials request with scope <scope>. Expected: the same, unaltered on its way.",
                    "Look for a proxy that rewrites requests to <authority>; otherwise report it with the version of the resolver."),
            Entry.of(
                    Reason.EXCHANGE_REFUSED,
                    "Entra refused the exchange",
                    "Presented: application <client> in tenant <tenant>, <proof>. Entra refused with a code this catalogue does not have.",
                    "Look the code up at https://login.microsoftonline.com/error, and in the tenant's sign-in logs (service principal sign-ins of <client>)."),
            Entry.of(
                    Reason.ENTRA_THROTTLED,
                    "Entra is throttling",
                    "Entra takes no more requests for application <client> or tenant <tenant> at present; nothing is asked before the time it named.",
                    "Wait. If it persists, look for other clients of the application that keep no tokens."),
            Entry.of(
                    Reason.ENTRA_UNAVAILABLE,
                    "Entra is unavailable",
                    "<authority> answered that it cannot answer at present.",
                    "Start the run again; see https://status.azure.com if it persists."),
            Entry.of(
                    Reason.ENTRA_UNREACHABLE,
                    "Entra cannot be reached",
                    "No TLS connection to <authority>: DNS, the network, the egress proxy or the trusted certificates stand in the way.",
                    "An operator's matter: check quarkus.proxy.cloud and quarkus.tls.cloud of the resolver, and its way out to https://<authority>."),
            Entry.of(
                    Reason.ENTRA_TIMED_OUT,
                    "Entra did not answer in time",
                    "<authority> did not answer within bellhop.upstream.attempt-timeout.",
                    "Start the run again; see https://status.azure.com and the egress proxy if it persists."),
            Entry.of(
                    Reason.ENTRA_ANSWER_UNREADABLE,
                    "Entra's answer cannot be read",
                    "Presented: an answer that is neither a token nor one of Entra's errors, a gateway's page perhaps. Expected: JSON from <authority>.",
                    "An operator's matter: look for a proxy that answers in Entra's place."));

    private EntraEntries() {}
}
