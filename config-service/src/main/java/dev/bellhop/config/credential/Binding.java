package dev.bellhop.config.credential;

import dev.bellhop.config.workloadidentity.AzureCloud;
import java.util.UUID;

/**
 * What a credential is tied to, once the database was asked.
 *
 * @param config the workload identity config; null with a client secret
 * @param vaultUrl normalised, and one of the cloud's; null until the admin knows it
 */
record Binding(UUID config, AzureCloud cloud, String vaultUrl) {}
