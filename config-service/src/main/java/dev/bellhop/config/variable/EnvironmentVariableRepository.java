package dev.bellhop.config.variable;

import dev.bellhop.config.administration.AdministeredRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class EnvironmentVariableRepository extends AdministeredRows<EnvironmentVariable> {

    /** Names of the organization's other references into the same vault: by one credential, or by one provider's default. */
    Uni<List<String>> otherReferences(UUID organization, EnvironmentVariableView variable) {
        return Panache.getSession()
                .chain(s -> s.createQuery("""
                                select distinct secretReference from EnvironmentVariable
                                where organizationId = :organization and id <> :id and source = :source
                                  and (credentialId = :credential or provider = :provider)
                                """, String.class)
                        .setParameter("organization", organization)
                        .setParameter("id", variable.id())
                        .setParameter("source", variable.source())
                        .setParameter("credential", variable.credentialId())
                        .setParameter("provider", variable.provider())
                        .getResultList());
    }
}
