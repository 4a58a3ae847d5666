package dev.bellhop.config.credential;

import dev.bellhop.config.administration.NamedRow;
import dev.bellhop.config.encryption.Place;
import dev.bellhop.config.encryption.Plaintext;
import dev.bellhop.config.encryption.Purpose;
import dev.bellhop.config.encryption.Sealer;
import dev.bellhop.config.workloadidentity.AzureCloud;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;

@Entity
@Table(name = "secret_provider_credential")
class SecretProviderCredential extends NamedRow {
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private SecretProvider provider;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Authentication authentication;

    /** Null where it authenticates by a secret of its own. */
    private UUID workloadIdentityConfigId;

    /** The config's, and part of the reference to it; or its own. The vault URL was judged by this cloud's suffix. */
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AzureCloud azureCloud;

    /** As {@link VaultUrl} normalises it; null until the admin knows it. */
    private String azureVaultUrl;

    /** With the next two: of a client secret; null with workload identity. */
    private UUID azureTenantId;

    private UUID azureClientId;

    /** Sealed anew under another key it is the same secret, so this alone is no new revision. */
    @OptimisticLock(excluded = true)
    private byte[] sealedClientSecret;

    /** Counts writes of the secret, so that each makes a new revision of the row. */
    @Column(nullable = false)
    private int secretRevision;

    /** For Hibernate. */
    protected SecretProviderCredential() {}

    SecretProviderCredential(
            UUID organization, SecretProviderCredentialRequest request, Binding binding, Sealer sealer, Instant now) {
        super(organization, UUID.randomUUID(), now);
        apply(request, binding, sealer);
    }

    /** A blank secret leaves the stored one, where the credential still has a use for it. */
    final void apply(SecretProviderCredentialRequest request, Binding binding, Sealer sealer) {
        name(request.name());
        enabled(request.enabled());
        provider = request.provider();
        authentication = request.authentication();
        workloadIdentityConfigId = binding.config();
        azureCloud = binding.cloud();
        azureVaultUrl = binding.vaultUrl();
        if (authentication == Authentication.CLIENT_SECRET) {
            azureTenantId = request.azure().tenantId();
            azureClientId = request.azure().clientId();
            keep(request.azure().clientSecret(), sealer);
        } else {
            azureTenantId = null;
            azureClientId = null;
            sealedClientSecret = null;
        }
    }

    /** Whether the stored secret would be presented to the same tenant, as the same client, for the same vault. */
    boolean keepsItsSecretFor(AzureAccessRequest azure, Binding binding) {
        return authentication == Authentication.CLIENT_SECRET
                && azureTenantId.equals(azure.tenantId())
                && azureClientId.equals(azure.clientId())
                && azureCloud == binding.cloud()
                && Objects.equals(azureVaultUrl, binding.vaultUrl());
    }

    private void keep(Plaintext secret, Sealer sealer) {
        Place place = new Place(organizationId(), id(), Purpose.CLIENT_SECRET);
        if (secret == null) {
            sealedClientSecret = sealer.resealed(sealedClientSecret, place);
        } else {
            sealedClientSecret = sealer.seal(secret, place);
            secretRevision++;
        }
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

    AzureCloud azureCloud() {
        return azureCloud;
    }

    UUID azureTenantId() {
        return azureTenantId;
    }

    UUID azureClientId() {
        return azureClientId;
    }

    int secretRevision() {
        return secretRevision;
    }
}
