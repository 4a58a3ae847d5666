package dev.bellhop.config.workloadidentity;

import dev.bellhop.config.administration.Administration;
import dev.bellhop.config.administration.Administrations;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import dev.bellhop.config.session.StoreFailures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The workload identity configs of an organization. */
@ApplicationScoped
public class WorkloadIdentityConfigs {
    private final WorkloadIdentityConfigRepository rows;
    private final Clock clock;
    private final Administration<WorkloadIdentityConfig, WorkloadIdentityConfigView> administration;

    WorkloadIdentityConfigs(WorkloadIdentityConfigRepository rows, Clock clock, Administrations administrations) {
        this.rows = rows;
        this.clock = clock;
        this.administration = administrations.of(Kind.WORKLOAD_IDENTITY_CONFIG, rows, this::views);
    }

    Uni<WorkloadIdentityConfigView> create(UUID organization, WorkloadIdentityConfigRequest request, Author author) {
        return administration.named(
                organization,
                request.name(),
                administration.create(
                        organization,
                        author,
                        () -> Uni.createFrom().item(new WorkloadIdentityConfig(organization, request, clock.instant())),
                        row -> setDefault(row, request, author)));
    }

    Uni<WorkloadIdentityConfigView> get(UUID organization, UUID id) {
        return administration.get(organization, id);
    }

    Uni<Page<WorkloadIdentityConfigView>> list(UUID organization, PageRequest page, Filter filter) {
        return administration.list(organization, page, filter);
    }

    Uni<WorkloadIdentityConfigView> replace(
            UUID organization, UUID id, IfMatch ifMatch, WorkloadIdentityConfigRequest request, Author author) {
        return administration
                .named(
                        organization,
                        request.name(),
                        administration.replace(
                                organization,
                                id,
                                ifMatch,
                                author,
                                row -> setDefault(row, request, author).invoke(() -> row.apply(request))))
                .onFailure(failure -> StoreFailures.foreignKeyViolation(failure).isPresent())
                .recoverWithUni(() -> administration
                        .reading(organization, () -> rows.users(organization, id))
                        .onItem()
                        .transformToUni(users -> Uni.createFrom()
                                .failure(new ConfigException(
                                                Reason.IN_USE,
                                                "credentials use this config with vault URLs of its present cloud; make another config for the other cloud")
                                        .with("usedBy", users))));
    }

    Uni<Void> delete(UUID organization, UUID id, IfMatch ifMatch, Author author) {
        return administration.delete(
                organization,
                id,
                ifMatch,
                author,
                row -> rows.users(organization, id),
                row -> Uni.createFrom().voidItem());
    }

    /**
     * What a credential needs to know of the config it authenticates by; within the transaction at hand.
     *
     * @param id null: the default of the cloud
     * @return null where the organization has no such config, or no default
     */
    public Uni<ConfigInUse> choose(UUID organization, UUID id) {
        return (id == null ? rows.findDefault(organization, CloudProvider.AZURE) : rows.find(organization, id))
                .onItem()
                .ifNotNull()
                .transform(row -> new ConfigInUse(row.id(), row.azure().cloud()));
    }

    private Uni<Void> setDefault(WorkloadIdentityConfig row, WorkloadIdentityConfigRequest request, Author author) {
        return administration.choose(rows.defaults(), row.cloudProvider().name(), row, request.isDefault(), author);
    }

    private Uni<List<WorkloadIdentityConfigView>> views(List<WorkloadIdentityConfig> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return rows.defaults()
                .all(found.get(0).organizationId())
                .map(defaults -> found.stream()
                        .map(row -> WorkloadIdentityConfigView.of(row, defaults.contains(row.id())))
                        .toList());
    }
}
