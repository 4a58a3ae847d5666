package dev.bellhop.config.trust;

import static dev.bellhop.config.trust.Quoted.forShell;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The role assignments that let the identity read one vault. One of the two scopes is needed, not both.
 *
 * @param vaultUrl null where no credential names a vault yet, or the caller may not read credentials: the texts then say {@code your-vault}
 * @param secretNames what variables read there, as the vault spells it; the first fifty, for those who may read variables
 * @param vaultScope every secret, and listing
 * @param secretScope these secrets alone; listing is denied
 * @param list what listing needs beside secret scopes: it is judged at the vault, never at a secret
 */
@Schema(name = "VaultAccess")
@JsonInclude(Include.NON_NULL)
record VaultAccess(
        @JsonInclude(Include.ALWAYS) String vaultUrl,
        List<String> secretNames,
        ReadyText vaultScope,
        ReadyText secretScope,
        ReadyText list) {

    /** getSecret and readMetadata (built-in role 4633458b-17de-408a-b874-0445c86b69e6). */
    private static final String READ = "Key Vault Secrets User";
    /** readMetadata only (built-in role 21090545-7ca7-4776-b22c-e363652d74d2). */
    private static final String LIST = "Key Vault Reader";

    /** @param secretNames letters, digits and hyphens; null where they are not shown */
    static VaultAccess of(String vaultUrl, List<String> secretNames, Trusting trusting) {
        String vault = name(vaultUrl);
        List<String> secrets = secretNames == null || secretNames.isEmpty() ? List.of("your-secret") : secretNames;
        return new VaultAccess(
                vaultUrl,
                secretNames,
                new ReadyText(cli(trusting, vault, READ, List.of("")), terraform(trusting, vault, READ, List.of(""))),
                new ReadyText(
                        cli(trusting, vault, READ, paths(secrets)), terraform(trusting, vault, READ, paths(secrets))),
                new ReadyText(cli(trusting, vault, LIST, List.of("")), terraform(trusting, vault, LIST, List.of(""))));
    }

    private static List<String> paths(List<String> secrets) {
        return secrets.stream().map(secret -> "/secrets/" + secret).toList();
    }

    private static String cli(Trusting trusting, String vault, String role, List<String> paths) {
        String assignments = paths.stream()
                .map(path -> """
                        az role assignment create --role %s --assignee-object-id "$PRINCIPAL" \\
                          --assignee-principal-type ServicePrincipal --scope "$VAULT"%s
                        """.formatted(forShell(role), path.isEmpty() ? "" : forShell(path)))
                .collect(Collectors.joining());
        String orMade = trusting.identity() == AzureIdentity.APPLICATION
                ? " || az ad sp create --id %s --query id --output tsv".formatted(trusting.clientId())
                : "";
        return trusting.signInWithSubscription() + """
                ( set -eu
                PRINCIPAL=$(az ad sp show --id %1$s --query id --output tsv%2$s)
                VAULT=$(az keyvault show --name %3$s --query id --output tsv)
                : "${PRINCIPAL:?no service principal of this client id}" "${VAULT:?no such vault in this subscription}"
                """.formatted(trusting.clientId(), orMade, forShell(vault))
                + assignments + ")\n";
    }

    private static String terraform(Trusting trusting, String vault, String role, List<String> paths) {
        return paths.stream()
                .map(path -> """
                        resource "azurerm_role_assignment" "%1$s" {
                          scope                = "${data.azurerm_key_vault.%2$s.id}%3$s"
                          role_definition_name = "%4$s"
                          principal_id         = data.azuread_service_principal.%5$s.object_id
                          principal_type       = "ServicePrincipal"
                        }

                        """.formatted(
                                trusting.label(vault)
                                        + (role.equals(LIST) ? "_list" : "_read")
                                        + path.replaceAll("[^A-Za-z0-9]", "_"),
                                trusting.label(vault),
                                path,
                                role,
                                trusting.label()))
                .collect(Collectors.joining());
    }

    /** The vault's own name, or what stands for it. */
    String vaultName() {
        return name(vaultUrl);
    }

    private static String name(String vaultUrl) {
        return vaultUrl == null ? "your-vault" : vaultUrl.replaceAll("^https://|\\..*$", "");
    }
}
