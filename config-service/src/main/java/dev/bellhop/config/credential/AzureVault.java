package dev.bellhop.config.credential;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The Azure side of a credential.
 *
 * @param vaultUrl {@code https://<vault>.vault.azure.net}, or the suffix of the config's cloud
 */
@Schema(name = "AzureVault")
record AzureVault(String vaultUrl) {}
