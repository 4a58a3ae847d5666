package dev.bellhop.issuer.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What tokens are minted for and how long they live. */
@ConfigMapping(prefix = "bellhop.tokens")
interface TokenConfig {
    /**
     * The audiences, exactly or with {@code *} for one segment. By default the three of Microsoft's clouds, AWS STS and Google's workload identity pool
     * providers in both spellings. A HashiCorp Vault takes whatever its role binds, so its own URL must be added.
     */
    @WithDefault(
            "api://AzureADTokenExchange,api://AzureADTokenExchangeUSGov,api://AzureADTokenExchangeChina,sts.amazonaws.com,"
                    + "//iam.googleapis.com/projects/*/locations/global/workloadIdentityPools/*/providers/*,"
                    + "https://iam.googleapis.com/projects/*/locations/global/workloadIdentityPools/*/providers/*")
    List<String> audiences();

    /** Life of a subject token, 5 minutes to 1 hour. */
    @WithDefault("PT1H")
    Duration life();
}
