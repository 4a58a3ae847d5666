package dev.bellhop.config.plan;

import static dev.bellhop.config.variable.AutomationLimits.MAX_BYTES;
import static dev.bellhop.config.variable.AutomationLimits.MAX_VARIABLES;

import dev.bellhop.config.encryption.Place;
import dev.bellhop.config.encryption.Purpose;
import dev.bellhop.config.encryption.Sealer;
import dev.bellhop.config.plan.ResolutionValues.ClientSecret;
import dev.bellhop.config.plan.ResolutionValues.Value;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads plans and values: one query each, whatever the number of variables. Disabled organizations and automations have neither. */
@ApplicationScoped
class Plans {
    private static final String PLAN = """
        select o.enabled as organization_enabled, a.enabled as automation_enabled, a.name as automation_name,
               v.id as variable_id, v.key, v.source, v.secret_reference, v.secret_version, v.required, v.value_revision,
               v.sealed_default_value is not null as has_default_value,
               c.id as credential_id, c.name as credential_name, c.revision as credential_revision,
               c.updated_at as credential_updated_at, c.enabled as credential_enabled, c.provider, c.authentication,
               c.azure_vault_url, c.azure_tenant_id as secret_tenant_id, c.azure_client_id as secret_client_id,
               c.azure_cloud as credential_cloud,
               w.id as config_id, w.name as config_name, w.revision as config_revision, w.updated_at as config_updated_at,
               w.enabled as config_enabled, w.cloud_provider, w.subject_scope, w.azure_tenant_id, w.azure_client_id,
               w.azure_identity, w.azure_cloud
        from automation a
        join organization o on o.organization_id = a.organization_id
        left join environment_variable_assignment s on s.organization_id = a.organization_id and s.automation_id = a.id
        left join environment_variable v on v.organization_id = s.organization_id and v.id = s.variable_id
        left join default_secret_provider_credential d
            on d.organization_id = v.organization_id and d.provider = v.provider and v.source = 'DEFAULT'
        left join secret_provider_credential c
            on c.organization_id = v.organization_id and c.id = coalesce(v.credential_id, d.credential_id)
        left join workload_identity_config w
            on w.organization_id = c.organization_id and w.id = c.workload_identity_config_id
        where a.organization_id = $1 and a.id = $2
        order by v.key collate "C"
        limit $3
        """;

    /** Beyond the limits it gives no value at all, so that none is in memory: one statement, so nothing changes in between. */
    private static final String VALUES = """
        with extent as (
            select count(*) as variables,
                   coalesce(sum(coalesce(octet_length(v.sealed_value), 0)
                                + coalesce(octet_length(v.sealed_default_value), 0)), 0)::bigint as bytes
            from environment_variable_assignment s
            join environment_variable v on v.organization_id = s.organization_id and v.id = s.variable_id
            where s.organization_id = $1 and s.automation_id = $2
        )
        select o.enabled as organization_enabled, a.enabled as automation_enabled, e.variables, e.bytes,
               v.id, v.key, v.sealed_value, v.sealed_default_value, c.id as credential_id, c.revision as credential_revision, c.sealed_client_secret
        from automation a
        join organization o on o.organization_id = a.organization_id
        cross join extent e
        left join environment_variable_assignment s on s.organization_id = a.organization_id and s.automation_id = a.id
            and e.variables <= $3 and e.bytes <= $4
        left join environment_variable v on v.organization_id = s.organization_id and v.id = s.variable_id
        left join default_secret_provider_credential d
            on d.organization_id = v.organization_id and d.provider = v.provider and v.source = 'DEFAULT'
        left join secret_provider_credential c
            on c.organization_id = v.organization_id and c.id = coalesce(v.credential_id, d.credential_id)
            and c.enabled and c.sealed_client_secret is not null
        where a.organization_id = $1 and a.id = $2
        order by v.key collate "C"
        """;

    private final OrganizationSession session;
    private final Sealer sealer;
    private final ClientSecrets secrets;

    Plans(OrganizationSession session, Sealer sealer, ClientSecrets secrets) {
        this.session = session;
        this.sealer = sealer;
        this.secrets = secrets;
    }

    Uni<PlanRows.Drawn> plan(UUID organization, UUID automation) {
        return read(PLAN, organization, automation, Tuple.of(organization, automation, MAX_VARIABLES + 1))
                .invoke(rows -> AutomationLimits.check(automation, rows.size(), 0))
                .map(rows -> PlanRows.draw(organization, automation, rows));
    }

    /** Direct values, default values and the client secrets of the credentials in use, opened; read anew at every call. */
    Uni<ResolutionValues> values(UUID organization, UUID automation) {
        return read(VALUES, organization, automation, Tuple.of(organization, automation, MAX_VARIABLES, MAX_BYTES))
                .invoke(rows -> {
                    Row any = rows.iterator().next();
                    AutomationLimits.check(automation, any.getLong("variables"), any.getLong("bytes"));
                })
                .map(rows -> new ResolutionValues(
                        opened(organization, rows, "sealed_value", Purpose.DIRECT_VALUE),
                        opened(organization, rows, "sealed_default_value", Purpose.DEFAULT_VALUE),
                        clientSecrets(organization, rows)));
    }

    private Uni<RowSet<Row>> read(String query, UUID organization, UUID automation, Tuple parameters) {
        return session.reading(
                organization,
                connection -> connection
                        .preparedQuery(query)
                        .execute(parameters)
                        .invoke(rows -> mustBeInService(organization, automation, rows)));
    }

    private static void mustBeInService(UUID organization, UUID automation, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw ConfigException.unknown(Reason.AUTOMATION_UNKNOWN, "automation", automation);
        }
        Row any = rows.iterator().next();
        organizationMustBeInService(organization, any);
        if (!any.getBoolean("automation_enabled")) {
            throw new ConfigException(Reason.AUTOMATION_DISABLED, "automation " + automation + " is disabled");
        }
    }

    /** A disabled organization has neither plans nor values, whatever is asked about. */
    static void organizationMustBeInService(UUID organization, Row any) {
        if (!any.getBoolean("organization_enabled")) {
            throw new ConfigException(Reason.ORGANIZATION_DISABLED, "organization " + organization + " is disabled");
        }
    }

    private List<Value> opened(UUID organization, RowSet<Row> rows, String column, Purpose purpose) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getBuffer(column) != null)
                .map(row -> new Value(
                        row.getString("key"),
                        sealer.open(
                                row.getBuffer(column).getBytes(), new Place(organization, row.getUUID("id"), purpose))))
                .toList();
    }

    /** A credential stands in the row of every variable that reads by it, and is opened once. */
    private List<ClientSecret> clientSecrets(UUID organization, RowSet<Row> rows) {
        Map<UUID, ClientSecret> opened = new TreeMap<>();
        for (Row row : rows) {
            if (ClientSecrets.in(row)) {
                opened.computeIfAbsent(row.getUUID("credential_id"), id -> secrets.open(organization, id, row));
            }
        }
        return List.copyOf(opened.values());
    }
}
