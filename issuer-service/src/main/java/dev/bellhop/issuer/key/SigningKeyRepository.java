package dev.bellhop.issuer.key;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Queries on the key ring; sessions are the store's. */
@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyRow, String> {
    /** Any number, the same in all replicas; other users of this database's advisory locks must not take it. */
    private static final long RING_LOCK = 0x62656c6c686f7001L;

    /** Every key that is published or may become so. */
    Uni<List<SigningKeyRow>> living() {
        return list("state <> ?1 order by preparedAt, kid", KeyState.REMOVED);
    }

    /** Waits until no other transaction holds the ring, and holds it until this transaction ends. */
    Uni<Void> lock() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select count(*) from pg_advisory_xact_lock(:ring)", Long.class)
                        .setParameter("ring", RING_LOCK)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** The database's clock at this statement, not at the start of the transaction. */
    Uni<Instant> clock() {
        return getSession()
                .chain(session -> session.createNativeQuery("select clock_timestamp()", Instant.class)
                        .getSingleResult());
    }
}
