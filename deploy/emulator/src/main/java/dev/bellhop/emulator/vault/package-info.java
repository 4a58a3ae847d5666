/**
 * Key Vault's data plane for secrets: vaults with their network rules, access tokens, role assignments or access policies, and secrets with
 * their versions.
 *
 * <p>Sources: Microsoft's pages under learn.microsoft.com/azure/key-vault (authentication, RBAC guide, REST error codes, about secrets), the
 * data plane definition in Azure/azure-rest-api-specs, and public issues that quote real answers.
 */
package dev.bellhop.emulator.vault;
