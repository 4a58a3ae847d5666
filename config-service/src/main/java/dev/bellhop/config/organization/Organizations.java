package dev.bellhop.config.organization;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.PermissionMissing;
import dev.bellhop.config.administration.Administration;
import dev.bellhop.config.administration.Administrations;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.administration.NamedRow;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import dev.bellhop.config.session.OrganizationSession;
import dev.bellhop.config.session.StoreFailures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The organizations, and which of them a caller is shown. */
@ApplicationScoped
class Organizations {
    private static final String READ = "organizations:read";
    private static final String MANAGE = "organizations:manage";

    private final OrganizationRepository rows;
    private final OrganizationSession session;
    private final Clock clock;
    private final Administration<Organization, OrganizationView> administration;

    Organizations(
            OrganizationRepository rows, OrganizationSession session, Clock clock, Administrations administrations) {
        this.rows = rows;
        this.session = session;
        this.clock = clock;
        this.administration = administrations.of(
                Kind.ORGANIZATION,
                rows,
                found -> Uni.createFrom()
                        .item(found.stream().map(OrganizationView::of).toList()));
    }

    /** Needs {@code organizations:manage} for every organization: the new one is in nobody's list yet. */
    Uni<OrganizationView> create(OrganizationRequest request, Author author) {
        if (!author.caller().mayEverywhere(MANAGE)) {
            throw new PermissionMissing(MANAGE, " for every organization");
        }
        UUID id = request.id() == null ? UUID.randomUUID() : request.id();
        Uni<OrganizationView> created = session.inAny(
                id,
                () -> rows.reserve(id)
                        .chain(() -> administration.insert(
                                author,
                                () -> Uni.createFrom().item(new Organization(id, request, clock.instant())),
                                row -> Uni.createFrom().voidItem())));
        return named(request.name(), author, created)
                .onFailure(failure -> StoreFailures.uniqueViolation(failure).isPresent())
                .transform(taken -> new ConfigException(
                                Reason.ID_TAKEN, "organization id " + id + " is in use, or was until it was deleted")
                        .with("existingId", id));
    }

    Uni<OrganizationView> get(UUID id) {
        return administration.get(id, id);
    }

    /** Those that the caller may read. */
    Uni<Page<OrganizationView>> list(PageRequest page, Filter filter, Caller caller) {
        Optional<Collection<UUID>> only = caller.mayEverywhere(READ) ? Optional.empty() : Optional.of(readable(caller));
        return session.listing(
                () -> rows.page(only, page, filter).chain(found -> administration.page(found, page, filter)));
    }

    Uni<OrganizationView> replace(UUID id, IfMatch ifMatch, OrganizationRequest request, Author author) {
        return named(request.name(), author, administration.replace(id, id, ifMatch, author, row -> {
            row.apply(request);
            return Uni.createFrom().voidItem();
        }));
    }

    Uni<Void> delete(UUID id, IfMatch ifMatch, Author author) {
        return administration.delete(
                id,
                id,
                ifMatch,
                author,
                row -> rows.content(id),
                row -> Uni.createFrom().voidItem());
    }

    /** The holder of a name may be any organization, so its id is told only to those who may read it. */
    private Uni<OrganizationView> named(String name, Author author, Uni<OrganizationView> work) {
        return work.onFailure(administration::isNameTaken)
                .recoverWithUni(() -> session.listing(() -> rows.findByNameKeyAnywhere(NamedRow.nameKey(name)))
                        .map(holder -> holder != null && author.caller().may(READ, holder.id()) ? holder : null)
                        .onItem()
                        .transformToUni(holder -> Uni.createFrom().failure(administration.nameTaken(name, holder))));
    }

    private static Set<UUID> readable(Caller caller) {
        return caller.entitlements().stream()
                .filter(entitlement -> entitlement.permissions().contains(READ)
                        && entitlement.automations().isEmpty())
                .flatMap(entitlement -> entitlement.organizations().organizations().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
