package dev.bellhop.config.automation;

import dev.bellhop.config.administration.Administration;
import dev.bellhop.config.administration.Administrations;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.audit.Action;
import dev.bellhop.config.audit.AuditTrail;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The automations of an organization. */
@ApplicationScoped
public class Automations {
    private final AutomationRepository rows;
    private final AuditTrail audit;
    private final Clock clock;
    private final Administration<Automation, AutomationView> administration;

    Automations(AutomationRepository rows, AuditTrail audit, Clock clock, Administrations administrations) {
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
        this.administration = administrations.of(
                Kind.AUTOMATION,
                rows,
                found -> Uni.createFrom()
                        .item(found.stream().map(AutomationView::of).toList()));
    }

    Uni<AutomationView> create(UUID organization, AutomationRequest request, Author author) {
        return administration.named(
                organization,
                request.name(),
                administration.create(
                        organization,
                        author,
                        () -> Uni.createFrom().item(new Automation(organization, request, clock.instant())),
                        row -> Uni.createFrom().voidItem()));
    }

    Uni<AutomationView> get(UUID organization, UUID id) {
        return administration.get(organization, id);
    }

    Uni<Page<AutomationView>> list(UUID organization, PageRequest page, Filter filter) {
        return administration.list(organization, page, filter);
    }

    Uni<AutomationView> replace(UUID organization, UUID id, IfMatch ifMatch, AutomationRequest request, Author author) {
        return administration.named(
                organization, request.name(), administration.replace(organization, id, ifMatch, author, row -> {
                    row.apply(request);
                    return Uni.createFrom().voidItem();
                }));
    }

    Uni<Void> delete(UUID organization, UUID id, IfMatch ifMatch, Author author) {
        return administration.delete(
                organization,
                id,
                ifMatch,
                author,
                row -> Uni.createFrom().item(List.of()),
                row -> unassign(organization, id, author));
    }

    /** Each variable changes by it, so each has its audit entry. */
    private Uni<Void> unassign(UUID organization, UUID id, Author author) {
        return rows.lockAgainstAssignment(organization, id)
                .chain(() -> rows.assigned(organization, id))
                .call(() -> rows.unassign(organization, id))
                .chain(variables -> Multi.createFrom()
                        .iterable(variables)
                        .onItem()
                        .transformToUniAndConcatenate(variable -> audit.append(
                                author, Action.REPLACED, variable.subject(organization), variable.without(id)))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** Which of these the organization has; within the transaction at hand. */
    public Uni<List<UUID>> existing(UUID organization, Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : rows.existing(organization, ids);
    }
}
