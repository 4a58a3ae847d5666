package dev.bellhop.config.trust;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.bellhop.config.listing.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The queries of the trust set-up, in the one transaction of a connection. */
final class TrustRows {
    static final int MAX_VAULTS = 20;
    static final int MAX_SECRETS = 50;

    /** Who reads what by the config: the variable, and the automation it is assigned to, if any. */
    private static final String READING = """
            with reading as (
                select v.secret_reference, c.azure_vault_url, s.automation_id
                from secret_provider_credential c
                left join default_secret_provider_credential d on d.organization_id = c.organization_id and d.credential_id = c.id
                join environment_variable v on v.organization_id = c.organization_id
                    and (v.credential_id = c.id or v.source = 'DEFAULT' and v.provider = d.provider)
                left join environment_variable_assignment s on s.organization_id = v.organization_id and s.variable_id = v.id
                where c.organization_id = $1 and c.workload_identity_config_id = $2
            )
            """;

    private static final String CONFIG = READING + """
            select w.cloud_provider, w.subject_scope, w.azure_tenant_id, w.azure_client_id, w.azure_identity, w.azure_cloud,
                   o.name as organization_name,
                   (select count(*) from automation a where a.organization_id = w.organization_id and a.enabled) as automations,
                   (select count(distinct automation_id) from reading) as automations_in_use,
                   same.by_organization, same.by_automation, in_use.subjects as subjects_in_use
            from workload_identity_config w
            join organization o on o.organization_id = w.organization_id
            cross join lateral (
                select bool_or(x.subject_scope = 'ORGANIZATION') as by_organization,
                       bool_or(x.subject_scope = 'AUTOMATION') as by_automation
                from workload_identity_config x
                where x.organization_id = w.organization_id and x.azure_client_id = w.azure_client_id
                  and x.azure_tenant_id = w.azure_tenant_id and x.azure_cloud = w.azure_cloud) same
            cross join lateral (
                select count(distinct case x.subject_scope when 'AUTOMATION' then s.automation_id else w.organization_id end) as subjects
                from workload_identity_config x
                join secret_provider_credential c on c.organization_id = x.organization_id and c.workload_identity_config_id = x.id
                left join default_secret_provider_credential d on d.organization_id = c.organization_id and d.credential_id = c.id
                join environment_variable v on v.organization_id = c.organization_id
                    and (v.credential_id = c.id or v.source = 'DEFAULT' and v.provider = d.provider)
                join environment_variable_assignment s on s.organization_id = v.organization_id and s.variable_id = v.id
                where x.organization_id = w.organization_id and x.azure_client_id = w.azure_client_id
                  and x.azure_tenant_id = w.azure_tenant_id and x.azure_cloud = w.azure_cloud) in_use
            where w.organization_id = $1 and w.id = $2
            """;

    private static final String AUTOMATIONS = READING + """
            select a.id, a.name, a.created_at, a.id in (select automation_id from reading) as in_use
            from automation a
            where a.organization_id = $1 and (a.created_at, a.id) > ($3, $4)
            order by a.created_at, a.id
            limit $5
            """;

    private static final String VAULTS = """
            select distinct azure_vault_url from secret_provider_credential
            where organization_id = $1 and workload_identity_config_id = $2 and azure_vault_url is not null
            order by azure_vault_url
            limit $3
            """;

    private static final String SECRETS = READING + """
            , named as (
                select distinct azure_vault_url, lower(replace(split_part(secret_reference, '#', 1), '_', '-')) as name
                from reading where azure_vault_url is not null
            ), counted as (
                select *, row_number() over (partition by azure_vault_url order by name) as place from named
            )
            select azure_vault_url, name from counted where place <= $3 order by 1, 2 limit $4
            """;

    private TrustRows() {}

    /** @return null where the organization has no such config */
    static Uni<Row> config(SqlConnection connection, UUID organization, UUID config) {
        return connection
                .preparedQuery(CONFIG)
                .execute(Tuple.of(organization, config))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
    }

    /** One more than the page holds, where there is one. */
    static Uni<List<Row>> automations(SqlConnection connection, UUID organization, UUID config, PageRequest page) {
        Instant at = page.after().map(cursor -> cursor.at()).orElse(Instant.EPOCH);
        UUID id = page.after().map(cursor -> cursor.id()).orElse(new UUID(0, 0));
        return connection
                .preparedQuery(AUTOMATIONS)
                .execute(Tuple.of(organization, config, at.atOffset(ZoneOffset.UTC), id, page.limit() + 1))
                .map(TrustRows::listed);
    }

    static Uni<List<String>> vaults(SqlConnection connection, UUID organization, UUID config) {
        return connection
                .preparedQuery(VAULTS)
                .execute(Tuple.of(organization, config, MAX_VAULTS))
                .map(rows -> listed(rows).stream()
                        .map(row -> row.getString("azure_vault_url"))
                        .toList());
    }

    /** By vault, as the vault spells them; at most {@link #MAX_SECRETS} of each. */
    static Uni<Map<String, List<String>>> secrets(SqlConnection connection, UUID organization, UUID config) {
        return connection
                .preparedQuery(SECRETS)
                .execute(Tuple.of(organization, config, MAX_SECRETS, MAX_SECRETS * MAX_VAULTS))
                .map(rows -> listed(rows).stream()
                        .collect(groupingBy(
                                row -> row.getString("azure_vault_url"),
                                mapping(row -> row.getString("name"), toList()))));
    }

    private static List<Row> listed(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
