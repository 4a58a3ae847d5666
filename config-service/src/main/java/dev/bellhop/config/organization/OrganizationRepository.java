package dev.bellhop.config.organization;

import dev.bellhop.config.administration.AdministeredRows;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.administration.UsedBy;
import dev.bellhop.config.listing.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class OrganizationRepository extends AdministeredRows<Organization> {
    private static final int NAMED_USERS = 100;

    private static final String CONTENT = """
            select 'AUTOMATION', id, name from Automation where organizationId = :organization
            union all
            select 'WORKLOAD_IDENTITY_CONFIG', id, name from WorkloadIdentityConfig where organizationId = :organization
            union all
            select 'SECRET_PROVIDER_CREDENTIAL', id, name from SecretProviderCredential where organizationId = :organization
            union all
            select 'ENVIRONMENT_VARIABLE', id, key from EnvironmentVariable where organizationId = :organization
            """;

    /** @param only empty: all organizations */
    Uni<List<Organization>> page(Optional<Collection<UUID>> only, PageRequest page, Filter filter) {
        only.ifPresent(filter::among);
        return page("1 = 1", new Parameters(), page, filter);
    }

    Uni<Organization> findByNameKeyAnywhere(String nameKey) {
        return find("nameKey", nameKey).firstResult();
    }

    /** Takes the id for good: it stays taken when the organization is deleted. */
    Uni<Void> reserve(UUID id) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("insert into organization_id (id) values (:id)")
                        .setParameter("id", id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** What would be orphaned; the first hundred. */
    Uni<List<UsedBy>> content(UUID organization) {
        return Panache.getSession()
                .chain(s -> s.createQuery(CONTENT, Object[].class)
                        .setParameter("organization", organization)
                        .setMaxResults(NAMED_USERS)
                        .getResultList())
                .map(found -> found.stream()
                        .map(row -> new UsedBy(Kind.valueOf((String) row[0]), (UUID) row[1], (String) row[2]))
                        .toList());
    }
}
