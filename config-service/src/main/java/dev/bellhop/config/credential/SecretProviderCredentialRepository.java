package dev.bellhop.config.credential;

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
class SecretProviderCredentialRepository extends AdministeredRows<SecretProviderCredential> {
    private static final int NAMED_USERS = 100;

    private final DefaultChoice defaults =
            new DefaultChoice("default_secret_provider_credential", "provider", "credential_id");

    DefaultChoice defaults() {
        return defaults;
    }

    /**
     * The variables that read by it; the first hundred.
     *
     * @param defaultOf the provider whose default it is, so that variables of the default count too; else null
     */
    Uni<List<UsedBy>> users(UUID organization, UUID id, SecretProvider defaultOf) {
        return Panache.getSession()
                .chain(s -> s.createQuery("""
                                select id, key from EnvironmentVariable
                                where organizationId = :organization and (credentialId = :id or provider = :provider)
                                order by key, id
                                """, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("id", id)
                        .setParameter("provider", defaultOf)
                        .setMaxResults(NAMED_USERS)
                        .getResultList())
                .map(found -> found.stream()
                        .map(row -> new UsedBy(Kind.ENVIRONMENT_VARIABLE, (UUID) row[0], (String) row[1]))
                        .toList());
    }
}
