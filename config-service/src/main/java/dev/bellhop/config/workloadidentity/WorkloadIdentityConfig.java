package dev.bellhop.config.workloadidentity;

import dev.bellhop.config.administration.NamedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "workload_identity_config")
class WorkloadIdentityConfig extends NamedRow {
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private CloudProvider cloudProvider;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private SubjectScope subjectScope;

    /** Entra tenant, a GUID. */
    @Column(nullable = false)
    private UUID azureTenantId;

    @Column(nullable = false)
    private UUID azureClientId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AzureIdentity azureIdentity;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AzureCloud azureCloud;

    /** For Hibernate. */
    protected WorkloadIdentityConfig() {}

    WorkloadIdentityConfig(UUID organization, WorkloadIdentityConfigRequest request, Instant now) {
        super(organization, UUID.randomUUID(), now);
        apply(request);
    }

    final void apply(WorkloadIdentityConfigRequest request) {
        name(request.name());
        enabled(request.enabled());
        cloudProvider = request.cloudProvider();
        subjectScope = request.subjectScope();
        azureTenantId = request.azure().tenantId();
        azureClientId = request.azure().clientId();
        azureIdentity = request.azure().identity();
        azureCloud = request.azure().cloud();
    }

    CloudProvider cloudProvider() {
        return cloudProvider;
    }

    SubjectScope subjectScope() {
        return subjectScope;
    }

    AzureTrust azure() {
        return new AzureTrust(azureTenantId, azureClientId, azureIdentity, azureCloud);
    }
}
