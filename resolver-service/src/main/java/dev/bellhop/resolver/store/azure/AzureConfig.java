package dev.bellhop.resolver.store.azure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** How the resolver reads Azure Key Vault. */
@ConfigMapping(prefix = "bellhop.azure")
interface AzureConfig {
    /** The data plane. */
    KeyVaultSettings keyVault();

    /**
     * Further suffixes of vault host names, comma-separated and each with its leading dot ({@code .vault.corp.example}): one label
     * in front of them makes a vault. config-service needs the same list.
     */
    Optional<Set<String>> extraVaultSuffixes();

    /**
     * Whether vaults under those further suffixes may have private addresses. Vaults under the clouds' own suffixes may anyway: a
     * private endpoint has one, and nobody else can name it.
     */
    @WithDefault("false")
    boolean allowPrivateVaultAddresses();

    /** Settings of the data plane, whose limits are Key Vault's own. */
    interface KeyVaultSettings {
        /** A stable version such as 7.6; 7.4 and later read secrets alike. */
        @WithDefault("7.6")
        String apiVersion();

        /** Reads of one vault in ten seconds, of all replicas together: nine tenths of what Key Vault takes. */
        @WithDefault("3600")
        int readsPerTenSeconds();
    }
}
