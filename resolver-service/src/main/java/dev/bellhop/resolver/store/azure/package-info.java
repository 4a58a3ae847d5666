/** Azure Key Vault's secrets, read over its REST interface (data plane, {@code GET /secrets/{name}/{version}}). A {@code SecretStore}. */
package dev.bellhop.resolver.store.azure;
