package dev.bellhop.config.workloadidentity;

import dev.bellhop.config.administration.AdministeredRows;
import dev.bellhop.config.administration.DefaultChoice;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.administration.UsedBy;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class WorkloadIdentityConfigRepository extends AdministeredRows<WorkloadIdentityConfig> {
    private static final int NAMED_USERS = 100;

    private final DefaultChoice defaults =
            new DefaultChoice("default_workload_identity_config", "cloud_provider", "config_id");

    DefaultChoice defaults() {
        return defaults;
    }

    /** @return null where the cloud has no default */
    Uni<WorkloadIdentityConfig> findDefault(UUID organization, CloudProvider cloud) {
        return defaults.of(organization, cloud.name()).chain(id -> id == null ? nothing() : find(organization, id));
    }

    /** The credentials that authenticate by it; the first hundred. */
    Uni<List<UsedBy>> users(UUID organization, UUID id) {
        return Panache.getSession()
                .chain(s -> s.createQuery("""
                                select id, name from SecretProviderCredential
                                where organizationId = :organization and workloadIdentityConfigId = :id
                                order by name
                                """, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("id", id)
                        .setMaxResults(NAMED_USERS)
                        .getResultList())
                .map(found -> found.stream()
                        .map(row -> new UsedBy(Kind.SECRET_PROVIDER_CREDENTIAL, (UUID) row[0], (String) row[1]))
                        .toList());
    }

    private static Uni<WorkloadIdentityConfig> nothing() {
        return Uni.createFrom().nullItem();
    }
}
