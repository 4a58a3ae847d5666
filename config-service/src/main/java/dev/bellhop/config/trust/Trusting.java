package dev.bellhop.config.trust;

import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import java.util.UUID;

/** Who is to trust whom: our issuer's tokens, and the identity they may become. */
record Trusting(
        String issuer,
        String organizationName,
        UUID tenantId,
        UUID clientId,
        AzureIdentity identity,
        AzureCloud cloud) {

    String audience() {
        return cloud.audience();
    }

    AzureEndpoints endpoints() {
        return AzureEndpoints.of(cloud);
    }
}
