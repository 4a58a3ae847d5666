package dev.bellhop.resolver.diagnosis;

import java.util.List;
import java.util.Map;

/** Refusals that concern the trust between our issuer and an Entra application: federated credentials, keys, clocks. */
final class FederationEntries {
    private static final String CREATE =
            "az ad app federated-credential create --id <client> --parameters '{\"name\":\"<federatedName>\",\"issuer\":\"<issuer>\",\"subject\":\"<subject>\",\"audiences\":[\"<audience>\"]}'";
    private static final String CREATE_MANAGED =
            "az identity federated-credential create --name <federatedName> --identity-name <identityName> --resource-group <resourceGroup> --issuer <issuer> --subject <subject> --audiences <audience>";
    private static final String COMPARE =
            "Compare byte for byte, case and trailing slash included, with: az ad app federated-credential list --id <client>. ";
    private static final String COMPARE_MANAGED =
            "Compare byte for byte, case and trailing slash included, with: az identity federated-credential list --identity-name <identityName> --resource-group <resourceGroup>. ";
    /** Made if it is missing, corrected if it is there: the name is the one the trust text of config-service gives it. */
    private static final String UPSERT_URL =
            "https://<graph>/v1.0/applications(appId='<client>')/federatedIdentityCredentials(name='<federatedName>')";

    private static final String UPSERT_BODY =
            "{\"issuer\":\"<issuer>\",\"subject\":\"<subject>\",\"audiences\":[\"<audience>\"],\"description\":\"Bellhop\"}";
    private static final String MANAGED_URL =
            "https://<arm>/subscriptions/<subscription>/resourceGroups/<resourceGroup>/providers/Microsoft.ManagedIdentity/userAssignedIdentities/<identityName>/federatedIdentityCredentials/<federatedName>?api-version=2024-11-30";
    private static final String MANAGED_BODY =
            "{\"properties\":{\"issuer\":\"<issuer>\",\"subject\":\"<subject>\",\"audiences\":[\"<audience>\"]}}";
    private static final String WAIT = " A new one takes some minutes to reach all of Entra.";

    static final List<Entry> ALL = List.of(
            mismatch(
                    Reason.FEDERATED_CREDENTIAL_MISMATCH,
                    "No federated credential matches",
                    "Presented: issuer <issuer>, subject <subject>, audience <audience>. Expected: a federated credential of application <client> in tenant <tenant> with exactly these three."),
            mismatch(
                    Reason.FEDERATED_ISSUER_MISMATCH,
                    "No federated credential has this issuer",
                    "Presented: issuer <issuer>. Expected: a federated credential of application <client> with exactly this issuer (and subject <subject>)."),
            mismatch(
                    Reason.FEDERATED_AUDIENCE_MISMATCH,
                    "No federated credential has this audience",
                    "Presented: audience <audience>. Expected: the federated credential of application <client> for issuer <issuer> has another audience; each Azure cloud has its own."),
            mismatch(
                    Reason.FEDERATED_SUBJECT_MISMATCH,
                    "No federated credential has this subject",
                    "Presented: subject <subject>. Expected: a federated credential of application <client> for issuer <issuer> with exactly this subject."),
            mismatch(
                    Reason.FEDERATED_SUBJECT_CASE,
                    "The federated credential's subject differs in case",
                    "Presented: subject <subject>. Expected: the same in the federated credential of application <client>, which has it with other capitals."),
            mismatch(
                    Reason.FEDERATED_CREDENTIAL_MISSING,
                    "The application has no federated credential",
                    "Presented: subject <subject> of issuer <issuer>. Expected: at least one federated credential on application <client> in tenant <tenant>; it has none."),
            Entry.of(
                    Reason.DISCOVERY_UNREACHABLE,
                    "The issuer's public documents cannot be fetched",
                    "The resolver asked <document>, as the cloud does before it trusts a token of <issuer>, and got no good answer. Expected: the discovery document and the JWKS it names, public and without authentication.",
                    "An operator's matter: check that OIDC_ISSUER is the address under which issuer-service is reached from outside, then: curl --fail <document>"),
            Entry.of(
                    Reason.DISCOVERY_MISMATCH,
                    "The issuer's public documents are not what issuer-service serves",
                    "Presented: a token of issuer <issuer>, signed with key <kid>. Expected: <document> with <expected>; it has not.",
                    "An operator's matter: look for a cache or another service at that address, and for a proxy that rewrites it; then: curl --fail <document>"),
            Entry.of(
                    Reason.CLOCK_SKEWED,
                    "A clock is wrong",
                    "The resolver's clock reads <ours>, <authority>'s <theirs>. Expected: at most a minute between them; subject tokens are taken for premature or expired beyond that.",
                    "An operator's matter: correct the clock of the resolver and of issuer-service (NTP)."),
            Entry.of(
                    Reason.SIGNING_KEY_UNKNOWN,
                    "Entra does not know the signing key",
                    "Presented: a token signed with key <kid>. Expected: that kid in the JWKS Entra holds for <issuer>, which may be older than the one served now.",
                    "Check that kid <kid> is served: curl --fail <issuer>/.well-known/openid-configuration and its jwks_uri, from the Internet. If it is there, Entra's copy is old: it is renewed within the hour."),
            Entry.of(
                    Reason.ISSUER_UNREACHABLE,
                    "Entra cannot reach the issuer",
                    "Entra asked <issuer>/.well-known/openid-configuration or the JWKS named there, and got no good answer. Expected: both public, without authentication, over a publicly trusted certificate.",
                    "From the Internet: curl --fail <issuer>/.well-known/openid-configuration, then the jwks_uri it names. Open the firewall, or correct DNS or the certificate."),
            Entry.of(
                    Reason.ASSERTION_TIME,
                    "The subject token's time is not Entra's",
                    "Presented: a token that is not valid yet or no longer (expiry <assertionExpires>). Expected: validity at the moment Entra reads it; a clock is wrong.",
                    "An operator's matter: correct the clock of issuer-service and of the resolver (NTP)."),
            Entry.of(
                    Reason.ASSERTION_SIGNATURE,
                    "The signature does not fit the key",
                    "Presented: a token signed with key <kid>. Expected: the key that Entra holds under that kid for <issuer>; it is another one.",
                    "An operator's matter: a kid must never be used for a second key, nor two issuers share one issuer URL. Rotate to a new key."),
            Entry.of(
                    Reason.ASSERTION_MALFORMED,
                    "Entra cannot read the subject token",
                    "Presented: a token of issuer <issuer> with kid <kid>. Expected: a JWS signed with RS256, with kid in its header.",
                    "An operator's matter: check bellhop.issuer.url, and report it with the version of issuer-service."),
            Entry.of(
                    Reason.ASSERTION_TAKEN_FOR_CERTIFICATE,
                    "Entra took the subject token for a certificate's",
                    "Presented: issuer <issuer>. Expected: an issuer that is not the client id <client> itself, and a federated credential for it.",
                    "Check the issuer in OIDC_ISSUER and the client id of <settings>."),
            Entry.of(
                            Reason.ASSERTION_ISSUER_NOT_ALLOWED,
                            "This issuer may not federate with the application",
                            "Presented: issuer <issuer>. Expected: an issuer outside Entra, and an application of one tenant or a managed identity.",
                            "Use an application registered for this tenant only (az ad app update --id <client> --sign-in-audience AzureADMyOrg), or a managed identity; do not use Entra as OIDC_ISSUER.")
                    .byRequest(
                            "PATCH",
                            "https://<graph>/v1.0/applications(appId='<client>')",
                            "{\"signInAudience\":\"AzureADMyOrg\"}"),
            Entry.of(
                    Reason.FEDERATION_BLOCKED,
                    "A policy of the tenant blocks federation",
                    "Presented: issuer <issuer> for application <client>. Expected: tenant <tenant>'s policies and cloud allow workload identity federation with it.",
                    "The tenant's administrator allows the issuer in the policy on workload identity federation, or exempts application <client>."));

    private FederationEntries() {}

    private static Entry mismatch(Reason reason, String title, String cause) {
        return Entry.of(reason, title, cause, COMPARE + "If it is missing: " + CREATE + WAIT)
                .byRequest("PATCH", UPSERT_URL, Map.of("Prefer", "create-if-missing"), UPSERT_BODY)
                .forManagedIdentity(
                        COMPARE_MANAGED + "If it is missing: " + CREATE_MANAGED + WAIT,
                        "PUT",
                        MANAGED_URL,
                        MANAGED_BODY);
    }
}
