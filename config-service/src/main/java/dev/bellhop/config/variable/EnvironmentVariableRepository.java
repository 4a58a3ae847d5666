package dev.bellhop.config.variable;

import dev.bellhop.config.administration.AdministeredRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class EnvironmentVariableRepository extends AdministeredRows<EnvironmentVariable> {

    /** Whether it reads a vault of the provider, by its default credential or by one of its credentials. */
    static final String READ_FROM = "(provider = :from or credentialId in"
            + " (select c.id from SecretProviderCredential c where c.organizationId = :organization and c.provider = :from))";

    /** Into the same vault, whichever credential leads there; what differs in {@code _} and case alone is in one stretch of an index. */
    private static final String SAME_SECRET = """
            select distinct split_part(v.secret_reference, '#', 1)
            from environment_variable v
            left join default_secret_provider_credential d on d.organization_id = v.organization_id and d.provider = v.provider
            left join secret_provider_credential c
                on c.organization_id = v.organization_id and c.id = coalesce(v.credential_id, d.credential_id)
            cross join lateral (
                select o.credential_id, o.provider, oc.azure_vault_url
                from environment_variable o
                left join default_secret_provider_credential od on od.organization_id = o.organization_id and od.provider = o.provider
                left join secret_provider_credential oc
                    on oc.organization_id = o.organization_id and oc.id = coalesce(o.credential_id, od.credential_id)
                where o.organization_id = :organization and o.id = :id) own
            where v.organization_id = :organization and v.id <> :id
              and lower(replace(split_part(v.secret_reference, '#', 1), '_', '-') collate "C") = :name
              and split_part(v.secret_reference, '#', 1) <> :spelling
              and (v.credential_id = own.credential_id or v.provider = own.provider or c.azure_vault_url = own.azure_vault_url)
            order by 1 limit 20
            """;

    /** Spellings of the variable's secret by others of the organization; the first twenty. */
    Uni<List<String>> otherSpellings(UUID organization, UUID id, String secretName) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(SAME_SECRET, String.class)
                        .setParameter("organization", organization)
                        .setParameter("id", id)
                        .setParameter(
                                "spelling", SecretReference.parse(secretName).name())
                        .setParameter(
                                "name",
                                AzureSecretName.key(
                                        SecretReference.parse(secretName).name()))
                        .getResultList());
    }
}
