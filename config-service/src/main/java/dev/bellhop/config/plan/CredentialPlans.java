package dev.bellhop.config.plan;

import dev.bellhop.config.plan.ResolutionValues.ClientSecret;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import dev.bellhop.config.session.OrganizationSession;
import dev.bellhop.config.variable.AutomationLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * One credential as resolvers see it, without an automation: to try it out before anything relies on it, and to read its client secret
 * when that is exchanged. The plan of a disabled one can be read, so that it can be tried before it is enabled; its secret cannot: disabling is
 * what is done to one that has leaked.
 */
@ApplicationScoped
class CredentialPlans {
    private static final String PLAN = """
        select o.enabled as organization_enabled, null as automation_name,
               v.id as variable_id, v.key, v.source, v.secret_reference, v.secret_version, v.required, v.value_revision,
               v.sealed_default_value is not null as has_default_value,
               c.id as credential_id, c.name as credential_name, c.revision as credential_revision,
               c.updated_at as credential_updated_at, c.enabled as credential_enabled, c.provider, c.authentication,
               c.azure_vault_url, c.azure_tenant_id as secret_tenant_id, c.azure_client_id as secret_client_id,
               c.azure_cloud as credential_cloud,
               w.id as config_id, w.name as config_name, w.revision as config_revision, w.updated_at as config_updated_at,
               w.enabled as config_enabled, w.cloud_provider, w.subject_scope, w.azure_tenant_id, w.azure_client_id,
               w.azure_identity, w.azure_cloud
        from secret_provider_credential c
        join organization o on o.organization_id = c.organization_id
        left join workload_identity_config w
            on w.organization_id = c.organization_id and w.id = c.workload_identity_config_id
        left join default_secret_provider_credential d
            on d.organization_id = c.organization_id and d.credential_id = c.id
        left join environment_variable v
            on v.organization_id = c.organization_id
            and (v.credential_id = c.id or (v.source = 'DEFAULT' and v.provider = d.provider))
        where c.organization_id = $1 and c.id = $2
        order by v.key collate "C", v.id
        limit $3
        """;

    private static final String SECRET = """
        select o.enabled as organization_enabled, c.revision as credential_revision,
               case when c.enabled then c.sealed_client_secret end as sealed_client_secret
        from secret_provider_credential c
        join organization o on o.organization_id = c.organization_id
        where c.organization_id = $1 and c.id = $2
        """;

    private final OrganizationSession session;
    private final ClientSecrets secrets;

    CredentialPlans(OrganizationSession session, ClientSecrets secrets) {
        this.session = session;
        this.secrets = secrets;
    }

    /** The credential, its workload identity config, and the variables that read by it. */
    Uni<PlanRows.Drawn> plan(UUID organization, UUID credential) {
        return read(PLAN, organization, credential, Tuple.of(organization, credential, AutomationLimits.MAX_VARIABLES))
                .map(rows -> PlanRows.draw(organization, null, rows));
    }

    /** Its client secret, opened; none where it has none, or is disabled. */
    Uni<ResolutionValues> values(UUID organization, UUID credential) {
        return read(SECRET, organization, credential, Tuple.of(organization, credential))
                .map(rows -> rows.iterator().next())
                .map(row -> new ResolutionValues(List.of(), List.of(), secret(organization, credential, row)));
    }

    private List<ClientSecret> secret(UUID organization, UUID credential, Row row) {
        return ClientSecrets.in(row) ? List.of(secrets.open(organization, credential, row)) : List.of();
    }

    private Uni<RowSet<Row>> read(String query, UUID organization, UUID credential, Tuple parameters) {
        return session.reading(
                organization,
                connection -> connection
                        .preparedQuery(query)
                        .execute(parameters)
                        .invoke(rows -> {
                            if (rows.size() == 0) {
                                throw ConfigException.unknown(
                                        Reason.SECRET_PROVIDER_CREDENTIAL_UNKNOWN,
                                        "secret provider credential",
                                        credential);
                            }
                            Plans.organizationMustBeInService(
                                    organization, rows.iterator().next());
                        }));
    }
}
