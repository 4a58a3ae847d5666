package dev.bellhop.config.administration;

import dev.bellhop.config.listing.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** The queries that all administered rows have in common. Each names its organization, beside what row security does. */
public abstract class AdministeredRows<E extends AdministeredRow> implements PanacheRepositoryBase<E, UUID> {

    /** @return null where there is none */
    public Uni<E> find(UUID organization, UUID id) {
        return find("organizationId = ?1 and id = ?2", organization, id).firstResult();
    }

    /** The row as it stands, locked: a second writer waits here and then sees the first one's revision. */
    Uni<E> findForChange(UUID organization, UUID id) {
        return find("organizationId = ?1 and id = ?2", organization, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** One row more than the page holds, where there is one: the sign of a next page. */
    Uni<List<E>> page(UUID organization, PageRequest page, Filter filter) {
        return page("organizationId = :organization", Parameters.with("organization", organization), page, filter);
    }

    /** @param where names of ours and parameters, never input */
    protected Uni<List<E>> page(String where, Parameters parameters, PageRequest page, Filter filter) {
        if (filter.isOfNone()) {
            return Uni.createFrom().item(List.of());
        }
        StringBuilder query = new StringBuilder(where).append(filter.conditions(parameters));
        page.after().ifPresent(cursor -> {
            query.append(" and (%s, id) > (:place, :after)".formatted(filter.order()));
            parameters
                    .and("place", cursor.isByName() ? cursor.name() : cursor.at())
                    .and("after", cursor.id());
        });
        return find(query + " order by " + filter.order() + ", id", parameters)
                .page(0, page.limit() + 1)
                .list();
    }

    /**
     * By statement, never as an entity: Hibernate Reactive's delete coordinator keeps one deletion's state where another request's
     * deletion overwrites it (hibernate-reactive issue 1713; seen: transactions left open for good).
     */
    Uni<Void> remove(E row) {
        return delete("organizationId = ?1 and id = ?2", row.organizationId(), row.id())
                .replaceWithVoid();
    }

    /** For rows with a name. @return null where there is none */
    Uni<E> findByNameKey(UUID organization, String nameKey) {
        return find("organizationId = ?1 and nameKey = ?2", organization, nameKey)
                .firstResult();
    }
}
