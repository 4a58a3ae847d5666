package dev.bellhop.config.credential;

import dev.bellhop.config.administration.NamedRow;
import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.ConfigInUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "secret_provider_credential")
class SecretProviderCredential extends NamedRow {
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private SecretProvider provider;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Authentication authentication;

    @Column(nullable = false)
    private UUID workloadIdentityConfigId;

    /** The config's, and part of the reference to it: the vault URL was judged by this cloud's suffix. */
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AzureCloud azureCloud;

    /** As {@link VaultUrl} normalises it; null until the admin knows it. */
    private String azureVaultUrl;

    /** For Hibernate. */
    protected SecretProviderCredential() {}

    SecretProviderCredential(
            UUID organization,
            SecretProviderCredentialRequest request,
            ConfigInUse config,
            String vaultUrl,
            Instant now) {
        super(organization, UUID.randomUUID(), now);
        apply(request, config, vaultUrl);
    }

    final void apply(SecretProviderCredentialRequest request, ConfigInUse config, String vaultUrl) {
        name(request.name());
        enabled(request.enabled());
        provider = request.provider();
        authentication = request.authentication();
        workloadIdentityConfigId = config.id();
        azureCloud = config.cloud();
        azureVaultUrl = vaultUrl;
    }

    SecretProvider provider() {
        return provider;
    }

    Authentication authentication() {
        return authentication;
    }

    UUID workloadIdentityConfigId() {
        return workloadIdentityConfigId;
    }

    String azureVaultUrl() {
        return azureVaultUrl;
    }
}
