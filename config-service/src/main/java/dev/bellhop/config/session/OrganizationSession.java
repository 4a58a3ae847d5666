package dev.bellhop.config.session;

import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens a transaction and sets {@code bellhop.organization} in it, for reads too: the setting is local to the transaction, so
 * a pooled connection carries nothing over. No entity leaves the work, and the work calls nobody over HTTP.
 */
@ApplicationScoped
public class OrganizationSession {
    private static final int RETRIES = 3;

    private final Pool pool;

    OrganizationSession(Pool pool) {
        this.pool = pool;
    }

    /**
     * Runs {@code work} for an organization that exists; it may run again after a collision with another
     * transaction, so it starts from nothing each time.
     *
     * @return fails with {@link Reason#ORGANIZATION_UNKNOWN}
     */
    public <T> Uni<T> in(UUID organization, Supplier<Uni<T>> work) {
        return transaction(() -> enter(organization)
                .invoke(exists -> mustExist(exists, organization))
                .chain(() -> work.get()));
    }

    /** As {@link #in}, for an organization that may not exist yet, or no longer. */
    public <T> Uni<T> inAny(UUID organization, Supplier<Uni<T>> work) {
        return transaction(() -> enter(organization).chain(() -> work.get()));
    }

    /** Runs {@code work} for nobody's rows but the table of organizations, which it sees whole and cannot write. */
    public <T> Uni<T> listing(Supplier<Uni<T>> work) {
        return transaction(() -> Panache.getSession()
                .chain(s -> s.createNativeQuery(
                                "select set_config('bellhop.all_organizations', 'listed', true)", String.class)
                        .getSingleResult())
                .chain(() -> work.get()));
    }

    /** As {@link #in}, with plain statements: for the reads that every kickoff makes. */
    public <T> Uni<T> reading(UUID organization, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> enter(connection, organization)
                .invoke(exists -> mustExist(exists, organization))
                .chain(() -> work.apply(connection)));
    }

    /** As {@link #reading}, for an organization that may exist no longer. */
    public <T> Uni<T> readingAny(UUID organization, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(
                connection -> enter(connection, organization).chain(() -> work.apply(connection)));
    }

    private static Uni<Boolean> enter(SqlConnection connection, UUID organization) {
        return connection
                .preparedQuery("select enter_organization($1)")
                .execute(Tuple.of(organization))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Uni<Boolean> enter(UUID organization) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select enter_organization(:organization)", Boolean.class)
                        .setParameter("organization", organization)
                        .getSingleResult());
    }

    private static void mustExist(Boolean exists, UUID organization) {
        if (!Boolean.TRUE.equals(exists)) {
            throw ConfigException.unknown(Reason.ORGANIZATION_UNKNOWN, "organization", organization);
        }
    }

    private static <T> Uni<T> transaction(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .onFailure(StoreFailures::isCollision)
                .retry()
                .atMost(RETRIES)
                .onFailure(StoreFailures::isCollision)
                .transform(ConfigException::conflict);
    }
}
