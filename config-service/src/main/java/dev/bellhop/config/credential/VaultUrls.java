package dev.bellhop.config.credential;

import dev.bellhop.config.workloadidentity.AzureCloud;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/** Vault addresses under this installation's settings. */
@Startup
@ApplicationScoped
class VaultUrls {
    static final String FIX = "az keyvault show --name <vault> --query properties.vaultUri -o tsv";

    private final Set<String> extraSuffixes;

    VaultUrls(AzureConfig config) {
        this.extraSuffixes = VaultUrl.suffixes(config.extraVaultSuffixes().orElse(Set.of()));
    }

    VaultUrl.Verdict judge(String text, AzureCloud cloud) {
        Set<String> suffixes = new HashSet<>(extraSuffixes);
        suffixes.add(cloud.vaultSuffix());
        return VaultUrl.judge(text, suffixes);
    }
}
