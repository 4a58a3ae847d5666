package dev.bellhop.config.trust;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.caller.Caller;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.listing.Cursor;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.session.OrganizationSession;
import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import dev.bellhop.config.workloadidentity.CloudProvider;
import dev.bellhop.config.workloadidentity.SubjectScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts the trust set-up of a config together. Of automations, credentials and variables it shows what the caller may read anyway. */
@ApplicationScoped
class Trusts {
    private final OrganizationSession session;
    private final TrustedIssuer issuer;
    private final ObjectMapper json;

    Trusts(OrganizationSession session, TrustedIssuer issuer, ObjectMapper json) {
        this.session = session;
        this.issuer = issuer;
        this.json = json;
    }

    Uni<TrustSetup> of(UUID organization, UUID config, PageRequest page, Caller caller) {
        String url = issuer.url();
        return session.reading(
                organization,
                connection -> TrustRows.config(connection, organization, config)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Kind.WORKLOAD_IDENTITY_CONFIG.unknown(config))
                        .chain(row -> {
                            Trusting trusting = trusting(url, config, row);
                            return subjects(connection, organization, config, page, row, trusting, caller)
                                    .chain(subjects -> vaults(connection, organization, config, trusting, caller)
                                            .map(vaults -> setup(config, row, trusting, subjects, vaults)));
                        }));
    }

    private static Trusting trusting(String issuer, UUID config, Row row) {
        return new Trusting(
                config,
                issuer,
                row.getString("organization_name"),
                row.getUUID("azure_tenant_id"),
                row.getUUID("azure_client_id"),
                AzureIdentity.valueOf(row.getString("azure_identity")),
                AzureCloud.valueOf(row.getString("azure_cloud")));
    }

    private static Uni<Page<TrustSubject>> subjects(
            SqlConnection connection,
            UUID organization,
            UUID config,
            PageRequest page,
            Row row,
            Trusting trusting,
            Caller caller) {
        if (scope(row) == SubjectScope.ORGANIZATION) {
            boolean inUse = row.getLong("automations_in_use") > 0;
            return Uni.createFrom()
                    .item(new Page<>(List.of(TrustSubject.ofOrganization(organization, inUse, trusting)), null));
        }
        boolean named = caller.may("automations:read", organization);
        return TrustRows.automations(connection, organization, config, page).map(found -> {
            Page<Row> shown = Page.of(
                    found,
                    page,
                    one -> new Cursor(one.getOffsetDateTime("created_at").toInstant(), one.getUUID("id")));
            return new Page<>(
                    shown.items().stream()
                            .map(one -> TrustSubject.ofAutomation(
                                    organization,
                                    one.getUUID("id"),
                                    named ? one.getString("name") : null,
                                    Boolean.TRUE.equals(one.getBoolean("in_use")),
                                    trusting))
                            .toList(),
                    shown.nextCursor());
        });
    }

    private static Uni<List<VaultAccess>> vaults(
            SqlConnection connection, UUID organization, UUID config, Trusting trusting, Caller caller) {
        if (!caller.may("secret_providers:read", organization)) {
            return Uni.createFrom().item(List.of(VaultAccess.of(null, null, trusting)));
        }
        Uni<Map<String, List<String>>> secrets = caller.may("environment_variables:read", organization)
                ? TrustRows.secrets(connection, organization, config)
                : Uni.createFrom().nullItem();
        return TrustRows.vaults(connection, organization, config)
                .chain(vaults -> secrets.map(names -> {
                    List<VaultAccess> accesses = new ArrayList<>();
                    for (String vault : vaults) {
                        accesses.add(VaultAccess.of(
                                vault, names == null ? null : names.getOrDefault(vault, List.of()), trusting));
                    }
                    return accesses.isEmpty() ? List.of(VaultAccess.of(null, null, trusting)) : accesses;
                }));
    }

    private TrustSetup setup(
            UUID config, Row row, Trusting trusting, Page<TrustSubject> subjects, List<VaultAccess> vaults) {
        return new TrustSetup(
                config,
                CloudProvider.valueOf(row.getString("cloud_provider")),
                trusting.issuer(),
                trusting.audience(),
                scope(row),
                new TrustSetup.Azure(
                        trusting.tenantId(),
                        trusting.clientId(),
                        trusting.identity(),
                        trusting.cloud(),
                        trusting.endpoints()),
                subjects.items(),
                subjects.nextCursor(),
                budget(row),
                trusting.terraformBase(
                        vaults.stream().map(VaultAccess::vaultName).toList()),
                FederatedCredentialText.of(trusting, subjects.items(), json),
                vaults,
                TrustSetup.NOTES);
    }

    private static SubjectBudget budget(Row row) {
        boolean byAutomation = row.getBoolean("by_automation");
        boolean byOrganization = row.getBoolean("by_organization");
        long automationsInUse = row.getLong("automations_in_use");
        long inUse = scope(row) == SubjectScope.AUTOMATION ? automationsInUse : Math.min(1, automationsInUse);
        return SubjectBudget.of((byAutomation ? row.getLong("automations") : 0) + (byOrganization ? 1 : 0), inUse);
    }

    private static SubjectScope scope(Row row) {
        return SubjectScope.valueOf(row.getString("subject_scope"));
    }
}
