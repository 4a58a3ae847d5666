/**
 * Microsoft Graph v1.0, as far as the fixes need it that Bellhop prints: applications with their federated identity credentials and client
 * secrets, and service principals.
 *
 * <p>Sources: Microsoft's pages under learn.microsoft.com/graph/api/resources (application, servicePrincipal,
 * federatedIdentityCredential, passwordCredential).
 */
package dev.bellhop.emulator.graph;
