/**
 * Azure Resource Manager, as far as the fixes need it that Bellhop prints, and as far as the Azure command line needs it to sign in:
 * subscriptions, user-assigned managed identities with their federated credentials, vaults' authorization and network, access policies,
 * role assignments at a vault or one of its secrets.
 *
 * <p>Sources: Microsoft's pages under learn.microsoft.com/rest/api (managedidentity, keyvault, authorization, resources).
 */
package dev.bellhop.emulator.arm;
