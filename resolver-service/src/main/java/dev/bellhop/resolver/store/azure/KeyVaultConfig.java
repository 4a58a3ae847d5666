package dev.bellhop.resolver.store.azure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** How the resolver reads Azure Key Vault. */
@ConfigMapping(prefix = "bellhop.azure.key-vault")
interface KeyVaultConfig {
    /** Data plane version; 7.4 and later read secrets alike. */
    @WithDefault("7.6")
    @Pattern(regexp = "7\\.[4-9]|20\\d\\d-\\d\\d-\\d\\d", message = "must be a stable Key Vault version such as 7.6")
    String apiVersion();
}
