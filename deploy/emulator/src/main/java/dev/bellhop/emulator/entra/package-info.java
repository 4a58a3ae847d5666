/**
 * Microsoft Entra ID, as far as workload identity federation needs it: tenants, applications and user-assigned managed identities with
 * their federated identity credentials, the v2.0 token endpoint (client credentials grant, RFC 7523 client assertions), the keys and
 * metadata it publishes, and instance discovery for MSAL.
 *
 * <p>Sources: Microsoft's pages on the client credentials flow, workload identity federation, certificate credentials and error codes
 * (learn.microsoft.com/entra/identity-platform, /entra/workload-id), and public issues that quote real answers. Where no public source
 * settles a detail, docs/emulator.md says what was chosen.
 */
package dev.bellhop.emulator.entra;
