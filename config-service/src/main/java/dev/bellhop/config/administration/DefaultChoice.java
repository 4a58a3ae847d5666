package dev.bellhop.config.administration;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.FlushMode;

/**
 * Which row is the default of its cloud or provider. Kept in a table beside the rows, whose primary key is "at most one": the
 * choice moves in one statement and the row it leaves is not touched.
 */
public final class DefaultChoice {
    /** A choice that is not made yet has no row to lock; the lock of its name keeps two first choosers one behind the other. */
    private static final String QUEUE =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) as queue";

    private final String name;
    private final String read;
    private final String all;
    private final String choose;
    private final String withdraw;

    /** All three are names of ours, never input. */
    public DefaultChoice(String table, String groupColumn, String chosenColumn) {
        this.name = table;
        this.read = "select %s from %s where organization_id = :organization and %s = :group for update"
                .formatted(chosenColumn, table, groupColumn);
        this.all = "select %s from %s where organization_id = :organization".formatted(chosenColumn, table);
        this.choose = "insert into %1$s (organization_id, %2$s, %3$s) values (:organization, :group, :id)"
                        .formatted(table, groupColumn, chosenColumn)
                + " on conflict (organization_id, %2$s) do update set %3$s = excluded.%3$s"
                        .formatted(table, groupColumn, chosenColumn);
        this.withdraw =
                "delete from %s where organization_id = :organization and %s = :id".formatted(table, chosenColumn);
    }

    /** Holds the choice until the transaction ends. @return null where there is none */
    public Uni<UUID> of(UUID organization, String group) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(QUEUE, Integer.class)
                        .setParameter("name", name + ":" + organization + ":" + group)
                        .setFlushMode(FlushMode.MANUAL)
                        .getSingleResult()
                        .chain(() -> s.createNativeQuery(read, UUID.class)
                                .setParameter("organization", organization)
                                .setParameter("group", group)
                                .setFlushMode(FlushMode.MANUAL)
                                .getSingleResultOrNull()));
    }

    /** The defaults of all clouds or providers. */
    public Uni<List<UUID>> all(UUID organization) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(all, UUID.class)
                        .setParameter("organization", organization)
                        .setFlushMode(FlushMode.MANUAL) // nothing it reads is written through entities
                        .getResultList());
    }

    /** Makes the row the default of its group in place of any other, or no longer the default. */
    public Uni<Void> set(UUID organization, String group, UUID id, boolean isDefault) {
        return Panache.getSession()
                .chain(s -> {
                    var statement = s.createNativeQuery(isDefault ? choose : withdraw)
                            .setParameter("organization", organization)
                            .setParameter("id", id);
                    return (isDefault ? statement.setParameter("group", group) : statement).executeUpdate();
                })
                .replaceWithVoid();
    }
}
