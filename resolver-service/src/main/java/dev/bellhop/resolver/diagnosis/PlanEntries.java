package dev.bellhop.resolver.diagnosis;

import java.util.List;

/** Failures before any cloud is asked: the plan and what stands in it, and our own issuer. */
final class PlanEntries {
    static final List<Entry> ALL = List.of(
            Entry.of(
                    Reason.ORGANIZATION_UNKNOWN,
                    "Unknown organization",
                    "config-service knows no organization <organization>.",
                    "Check the organization's id, or create it with POST /v1/organizations."),
            Entry.of(
                    Reason.ORGANIZATION_DISABLED,
                    "The organization is disabled",
                    "Organization <organization> is disabled: none of its automations resolves anything.",
                    "Enable it with PUT /v1/organizations/<organization> if that is wanted."),
            Entry.of(
                    Reason.AUTOMATION_UNKNOWN,
                    "Unknown automation",
                    "Organization <organization> has no automation <automation>.",
                    "Check the automation's id, or create it with POST /v1/organizations/<organization>/automations."),
            Entry.of(
                    Reason.AUTOMATION_DISABLED,
                    "The automation is disabled",
                    "Automation <automation> is disabled.",
                    "Enable it with PUT /v1/organizations/<organization>/automations/<automation> if that is wanted."),
            Entry.of(
                    Reason.AUTOMATION_FULL,
                    "The automation has too many variables",
                    "Automation <automation> has more than 1,000 variables, or values of more than 1 MiB together;"
                            + " config-service gives no plan beyond that.",
                    "Assign fewer or smaller variables to the automation; keep files out of values."),
            Entry.of(
                    Reason.CONFIG_REFUSED,
                    "config-service refused the resolver",
                    "The resolver's own token is missing or refused, or lacks resolution_plans:read or"
                            + " resolution_values:read.",
                    "An operator's matter: check bellhop.identity.config.token-file of the resolver (audience"
                            + " bellhop-config) and the caller's grants at config-service."),
            Entry.of(
                    Reason.CONFIG_UNAVAILABLE,
                    "config-service is unavailable",
                    "config-service did not answer, or answered that it cannot; the plan is never taken from memory"
                            + " unchecked.",
                    "Start the run again. An operator looks at config-service's health, its database, and"
                            + " bellhop.config.url and quarkus.tls.services of the resolver."),
            Entry.of(
                    Reason.CONFIG_ANSWER_UNREADABLE,
                    "config-service's answer cannot be read",
                    "Presented: an answer that is no resolution plan of automation <automation>. Expected: the plan as"
                            + " both services' versions know it.",
                    "An operator's matter: check that bellhop.config.url is config-service, and that the versions"
                            + " fit."),
            Entry.of(
                    Reason.CREDENTIAL_MISSING,
                    "No credential found",
                    "The variable is read by a secret provider credential that does not exist, or by its provider's"
                            + " default and there is none.",
                    "Name a credential in the variable, or make one the default: PUT"
                            + " /v1/organizations/<organization>/secret-provider-credentials/<id> with default true."),
            Entry.of(
                    Reason.CREDENTIAL_DISABLED,
                    "The credential is disabled",
                    "Secret provider credential <credential> is disabled.",
                    "Enable it, or let the variable use another credential."),
            Entry.of(
                    Reason.CREDENTIAL_UNSUPPORTED,
                    "The credential is of a kind this resolver cannot use",
                    "Presented: secret provider credential <credential>. Expected: provider azure_key_vault;"
                            + " authentication workload_identity with an Azure workload identity config, or client_secret"
                            + " with tenantId and clientId; cloud public, usgov or china.",
                    "Correct the credential or its workload identity config, or bring the resolver to a version that"
                            + " knows the kind."),
            Entry.of(
                    Reason.WORKLOAD_IDENTITY_CONFIG_MISSING,
                    "The workload identity config is missing",
                    "Secret provider credential <credential> authenticates by a workload identity config that does not"
                            + " exist.",
                    "Set workloadIdentityConfigId of the credential to an existing workload identity config."),
            Entry.of(
                    Reason.WORKLOAD_IDENTITY_CONFIG_DISABLED,
                    "The workload identity config is disabled",
                    "Workload identity config <config>, by which secret provider credential <credential>"
                            + " authenticates, is disabled.",
                    "Enable it if that is wanted; every credential that uses it is out of use meanwhile."),
            Entry.of(
                            Reason.VAULT_URL_MISSING,
                            "The vault URL is missing",
                            "azure_vault_url is required for Azure secret resolution: secret provider credential"
                                    + " <credential> has none.",
                            "Set the credential's azure.vaultUrl. The URL is shown by: az keyvault show --name <vault>"
                                    + " --query properties.vaultUri --output tsv")
                    .byRequest(
                            "GET",
                            "https://<arm>/subscriptions/<subscription>/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01",
                            null),
            Entry.of(
                            Reason.VAULT_URL_REFUSED,
                            "The vault URL is not a vault's",
                            "Presented: the vault URL of secret provider credential <credential>. Expected:"
                                    + " https://<vault><suffix>, with one name of 3 to 24 letters, digits and single"
                                    + " hyphens, and nothing before or after.",
                            "Set the credential's azure.vaultUrl to the output of: az keyvault show --name <vault>"
                                    + " --query properties.vaultUri --output tsv. If the vault is in another Azure cloud,"
                                    + " correct azure.cloud of <settings>.")
                    .byRequest(
                            "GET",
                            "https://<arm>/subscriptions/<subscription>/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01",
                            null),
            Entry.of(
                    Reason.VALUE_MISSING,
                    "The value is missing",
                    "Variable <variable> is direct, or falls back on its default, and config-service holds no such"
                            + " value; it may have been changed a moment ago.",
                    "Start the run again; if it persists, set the variable's value (or defaultValue)."),
            Entry.of(
                    Reason.CLIENT_SECRET_MISSING,
                    "The credential has no client secret",
                    "Secret provider credential <credential> authenticates by client secret, and config-service gives"
                            + " none for it: it has none, or it is disabled.",
                    "Set azure.clientSecret of the credential: PUT"
                            + " /v1/organizations/<organization>/secret-provider-credentials/<credential>."),
            Entry.of(
                    Reason.CREDENTIAL_CHANGED,
                    "The credential was changed meanwhile",
                    "Presented: nothing. Secret provider credential <credential> was changed between the reading of"
                            + " its plan and of its client secret, twice in this kickoff; a secret is only for the tenant,"
                            + " client and cloud it was stored with.",
                    "Start the run again."),
            Entry.of(
                    Reason.ISSUER_REFUSED,
                    "The issuer would not mint a subject token",
                    "The resolver asked for subject <subject> and audience <audience>; its own token is missing or"
                            + " refused, or lacks subject_tokens:issue for that audience.",
                    "An operator's matter: check bellhop.identity.issuer.token-file of the resolver (audience"
                            + " bellhop-issuer), the caller's grants at issuer-service with their audiences, and"
                            + " bellhop.tokens.audiences there."),
            Entry.of(
                    Reason.ISSUER_UNAVAILABLE,
                    "issuer-service is unavailable",
                    "issuer-service did not answer, or answered that it cannot mint at present.",
                    "Start the run again. An operator looks at issuer-service's health, and bellhop.issuer.url and"
                            + " quarkus.tls.services of the resolver."),
            Entry.of(
                    Reason.ISSUER_ANSWER_UNREADABLE,
                    "issuer-service's answer cannot be read",
                    "Presented: an answer that is no subject token for <subject>. Expected: a signed JWT with exactly"
                            + " that subject.",
                    "An operator's matter: check that bellhop.issuer.url is issuer-service, and that the versions"
                            + " fit."));

    private PlanEntries() {}
}
