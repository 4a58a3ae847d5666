package dev.bellhop.config.credential;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What an operator allows beyond Microsoft's own vault addresses. */
@ConfigMapping(prefix = "bellhop.azure")
interface AzureConfig {
    /**
     * Further suffixes of vault host names, comma-separated and each with its leading dot ({@code .vault.corp.example}): one label
     * in front of them makes a vault. The resolver needs the same list.
     */
    Optional<Set<String>> extraVaultSuffixes();
}
