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

    /** A change that hangs longer than this is given up: dates that it would store count from its beginning. */
    private static final String LONGEST_STATEMENT = "10s";

    /** Every key that is published or may become so. */
    Uni<List<SigningKeyRow>> living() {
        return list("state <> ?1 order by preparedAt, kid", KeyState.REMOVED);
    }

    /** Whether there never was a key; removed ones keep their rows. */
    Uni<Boolean> isPristine(List<SigningKeyRow> living) {
        return living.isEmpty()
                ? count().map(rows -> rows == 0)
                : Uni.createFrom().item(false);
    }

    /** Waits until no other transaction holds the ring, and holds it until this transaction ends. */
    Uni<Void> lock() {
        return getSession()
                .call(session -> session.createNativeQuery("set transaction isolation level read committed")
                        .executeUpdate()) // what is read under the lock must not be older than the lock
                .chain(session -> session.createNativeQuery(
                                "select set_config('statement_timeout', :longest, true)", String.class)
                        .setParameter("longest", LONGEST_STATEMENT)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(
                                        "select count(*) from pg_advisory_xact_lock(:ring)", Long.class)
                                .setParameter("ring", RING_LOCK)
                                .getSingleResult()))
                .replaceWithVoid();
    }

    /** The database's clock at this statement, not at the start of the transaction. */
    Uni<Instant> clock() {
        return getSession()
                .chain(session -> session.createNativeQuery("select clock_timestamp()", Instant.class)
                        .getSingleResult());
    }

    /** One entry of the audit trail for each key. */
    Uni<Void> audit(Author author, List<StoredKey> keys, Instant at) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (StoredKey key : keys) {
            written = written.chain(() -> audit(author, key, at));
        }
        return written;
    }

    private Uni<Void> audit(Author author, StoredKey key, Instant at) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into audit_entry (at, correlation_id, action, outcome, caller_issuer, caller_subject, kid)
                                values (:at, :correlationId, :action, 'done', :issuer, :subject, :kid)""")
                        .setParameter("at", at)
                        .setParameter("correlationId", author.correlationId())
                        .setParameter("action", RingAudit.action(key).code())
                        .setParameter(
                                "issuer",
                                author.operator().map(Operator::issuer).orElse(null))
                        .setParameter(
                                "subject",
                                author.operator().map(Operator::subject).orElse(null))
                        .setParameter("kid", key.kid())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** A new row, or the one that has this key id. */
    Uni<Void> write(StoredKey key) {
        return findById(key.kid())
                .chain(row -> row == null
                        ? persist(SigningKeyRow.of(key)).replaceWithVoid()
                        : Uni.createFrom().voidItem().invoke(() -> row.take(key)))
                .chain(this::flush);
    }
}
