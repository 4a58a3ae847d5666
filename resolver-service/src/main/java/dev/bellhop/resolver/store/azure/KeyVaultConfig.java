package dev.bellhop.resolver.store.azure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the resolver reads Azure Key Vault. */
@ConfigMapping(prefix = "bellhop.azure.key-vault")
interface KeyVaultConfig {
    /** Data plane version, a stable one such as 7.6; 7.4 and later read secrets alike. */
    @WithDefault("7.6")
    String apiVersion();
}
