package dev.bellhop.resolver.diagnosis;

import java.util.List;

/** Failures at Azure Key Vault. */
final class VaultEntries {
    private static final String GRANT =
            "az role assignment create --role \"Key Vault Secrets User\" --assignee <client> --scope $(az keyvault show --name <vault> --query id --output tsv)";

    private static final String ROLE_URL =
            "https://<arm><vaultId>/providers/Microsoft.Authorization/roleAssignments/<assignmentId>?api-version=2022-04-01";
    /** Key Vault Secrets User. */
    private static final String ROLE_BODY =
            "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/<subscription>/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6\",\"principalId\":\"<principalId>\",\"principalType\":\"ServicePrincipal\"}}";

    private static final String VAULT_URL = "https://<arm><vaultId>?api-version=2023-07-01";
    private static final String VAULTS_URL =
            "https://<arm>/subscriptions/<subscription>/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01";

    static final List<Entry> ALL = List.of(
            Entry.of(
                            Reason.SECRET_NAME_INVALID,
                            "The secret's name or version is not one Key Vault can have",
                            "Presented: secret <secret>. Expected: 1 to 127 letters, digits and hyphens (an underscore is sent as a hyphen); a version of letters and digits.",
                            "Correct secretName or version of the variable. Names are listed by: az keyvault secret list --vault-name <vault> --query [].name")
                    .byRequest("GET", "https://<host>/secrets?api-version=7.6", null),
            Entry.of(
                            Reason.SECRET_NOT_FOUND,
                            "Secret not found",
                            "Presented: secret <secret>, version <version>. Expected: it in vault <vault>; it was never made, is spelled otherwise, or is deleted.",
                            "az keyvault secret list --vault-name <vault> --query [].name; deleted ones: az keyvault secret recover --vault-name <vault> --name <secret>")
                    .byRequest("POST", "https://<host>/deletedsecrets/<secret>/recover?api-version=7.6", null),
            Entry.of(
                            Reason.SECRET_DISABLED,
                            "The secret is disabled",
                            "Secret <secret>, version <version>, in vault <vault> is disabled; Key Vault does not fall back on an older version.",
                            "az keyvault secret set-attributes --vault-name <vault> --name <secret> --enabled true, or set a new version.")
                    .byRequest(
                            "PATCH",
                            "https://<host>/secrets/<secret>/<versionPath>?api-version=7.6",
                            "{\"attributes\":{\"enabled\":true}}"),
            Entry.of(
                            Reason.VAULT_READ_DENIED,
                            "Reading the secret is denied",
                            "The exchange succeeded; application <client> lacks the action Microsoft.KeyVault/vaults/secrets/getSecret/action on secret <secret> of vault <vault>. Key Vault Reader and Key Vault Contributor do not have it.",
                            GRANT + " . A new assignment takes up to some minutes.")
                    .byRequest("PUT", ROLE_URL, ROLE_BODY),
            Entry.of(
                            Reason.VAULT_LIST_DENIED,
                            "Listing the secrets is denied",
                            "Application <client> lacks the action Microsoft.KeyVault/vaults/secrets/readMetadata/action on vault <vault>; a role assigned at a single secret does not give it. Reading named secrets may work all the same.",
                            GRANT + " . A new assignment takes up to some minutes.")
                    .byRequest("PUT", ROLE_URL, ROLE_BODY),
            Entry.of(
                            Reason.VAULT_ACCESS_POLICY,
                            "The vault's access policy does not allow it",
                            "Vault <vault> uses access policies, not roles, and none gives application <client> get on secrets. Role assignments have no effect there.",
                            "az keyvault set-policy --name <vault> --spn <client> --secret-permissions get list; or move to roles: az keyvault update --name <vault> --enable-rbac-authorization true")
                    .byRequest(
                            "PUT",
                            "https://<arm><vaultId>/accessPolicies/add?api-version=2023-07-01",
                            "{\"properties\":{\"accessPolicies\":[{\"tenantId\":\"<tenant>\",\"objectId\":\"<principalId>\",\"permissions\":{\"secrets\":[\"get\",\"list\"]}}]}}"),
            Entry.of(
                            Reason.VAULT_FIREWALL,
                            "The vault's firewall does not let the resolver in",
                            "Presented: the resolver's egress address <egressAddress>. Expected: an address or network that vault <vault> allows. It says nothing yet about token or role.",
                            "az keyvault network-rule add --name <vault> --ip-address <egressAddress>, or connect the resolver through a private endpoint. The request replaces the list of addresses: add those that are in it.")
                    .byRequest(
                            "PATCH",
                            VAULT_URL,
                            "{\"properties\":{\"networkAcls\":{\"ipRules\":[{\"value\":\"<egressAddress>\"}]}}}"),
            Entry.of(
                            Reason.VAULT_PRIVATE,
                            "The vault takes private connections only",
                            "Public network access of vault <vault> is disabled, and the resolver did not come through an approved private endpoint.",
                            "Give the resolver's network a private endpoint to the vault (az network private-endpoint create) with its private DNS zone, or allow public access: az keyvault update --name <vault> --public-network-access Enabled")
                    .byRequest("PATCH", VAULT_URL, "{\"properties\":{\"publicNetworkAccess\":\"Enabled\"}}"),
            Entry.of(
                            Reason.VAULT_REFUSED,
                            "The vault refused the request",
                            "<host> refused to read secret <secret> with a code this catalogue does not have; a proxy or gateway may have answered in its place.",
                            "Try the same by hand: az keyvault secret show --vault-name <vault> --name <secret> --query id. Check bellhop.azure.key-vault.api-version if it works.")
                    .byRequest("GET", "https://<host>/secrets/<secret>?api-version=7.6", null),
            Entry.of(
                            Reason.VAULT_TENANT_MISMATCH,
                            "The vault belongs to another tenant",
                            "Presented: a token of tenant <tenant>. Expected: one of the vault's tenant <vaultTenant>.",
                            "Correct azure.tenantId of <settings>, or name the right vault. A vault's tenant: az keyvault show --name <vault> --query properties.tenantId --output tsv")
                    .byRequest("GET", VAULTS_URL, null),
            Entry.of(
                    Reason.VAULT_AUDIENCE_MISMATCH,
                    "The vault takes tokens for another resource",
                    "Presented: a token for <resource>. Expected: one for <vaultResource>; vault and identity are not of the same Azure cloud.",
                    "Correct azure.cloud of <settings>."),
            Entry.of(
                            Reason.VAULT_TOKEN_REFUSED,
                            "The vault refused the token",
                            "Presented: an access token of application <client>, and a newly exchanged one after it. Expected: one the vault can verify; its keys may lag behind Entra's.",
                            "Start the run again. If it persists: az keyvault show --name <vault> --query properties.tenantId, and compare with tenant <tenant>.")
                    .byRequest("GET", VAULTS_URL, null),
            Entry.of(
                            Reason.VAULT_UNKNOWN,
                            "Unknown vault",
                            "The name <host> does not resolve: the vault does not exist, was deleted, or its private DNS zone is not linked to the resolver's network.",
                            "az keyvault show --name <vault>; deleted ones: az keyvault list-deleted. Correct the credential's azure.vaultUrl.")
                    .byRequest("GET", VAULTS_URL, null),
            Entry.of(
                    Reason.VAULT_ADDRESS_REFUSED,
                    "The vault's name leads inside",
                    "<host> resolves to this machine, its link or a metadata service, where no vault is; or to a private address, which a vault outside the clouds' own suffixes may not have. Nothing was sent.",
                    "An operator's matter: correct DNS, set the egress proxy (quarkus.proxy.cloud), or allow private addresses for the suffix (bellhop.azure.allow-private-vault-addresses)."),
            Entry.of(
                            Reason.VAULT_UNREACHABLE,
                            "The vault cannot be reached",
                            "No whole answer from <host>: the network, the egress proxy or the trusted certificates stand in the way, or the vault does not exist.",
                            "az keyvault show --name <vault>. An operator checks quarkus.proxy.cloud and quarkus.tls.cloud of the resolver, and its way out to https://<host>.")
                    .byRequest("GET", VAULTS_URL, null),
            Entry.of(
                    Reason.VAULT_TIMED_OUT,
                    "The vault did not answer in time",
                    "<host> did not answer within bellhop.upstream.attempt-timeout, however often it was asked before the deadline.",
                    "Start the run again; look at the vault's metrics (Overall Vault Availability, Service Api Latency) if it persists."),
            Entry.of(
                    Reason.VAULT_SUSPENDED,
                    "The vault is not asked for the moment",
                    "<host> has left five requests with this credential in a row unanswered; the resolver waits some seconds before it asks again, so that a vault that hangs costs nobody else anything.",
                    "Start the run again; look at the vault's metrics (Overall Vault Availability, Service Api Latency), its firewall and the way out to https://<host> if it persists."),
            Entry.of(
                    Reason.VAULT_THROTTLED,
                    "The vault is throttling",
                    "Vault <vault> takes no more requests at present: 4,000 reads in 10 seconds for all its clients together.",
                    "Wait. If it persists, find the other clients (the vault's metric Total Service Api Hits), or spread secrets over several vaults."),
            Entry.of(
                    Reason.VAULT_UNAVAILABLE,
                    "The vault is unavailable",
                    "<host> answered that it cannot answer at present.",
                    "Start the run again; see https://status.azure.com if it persists."),
            Entry.of(
                    Reason.VAULT_REDIRECTED,
                    "The vault's answer points elsewhere",
                    "<host> answered with a redirect. A vault does not, and a token meant for it is carried nowhere else.",
                    "An operator's matter: look for a proxy that answers in the vault's place."),
            Entry.of(
                    Reason.VAULT_ANSWER_UNREADABLE,
                    "The vault's answer cannot be read",
                    "Presented: an answer of <host> that is no secret. Expected: JSON with a value.",
                    "An operator's matter: look for a proxy that answers in the vault's place."),
            Entry.of(
                    Reason.VAULT_ANSWER_TOO_LARGE,
                    "The vault's answer is too large",
                    "Presented: an answer of <host> over 256 KiB. Expected: a secret of 25 kB at most, which is all Key Vault stores.",
                    "An operator's matter: look for a proxy that answers in the vault's place."));

    private VaultEntries() {}
}
