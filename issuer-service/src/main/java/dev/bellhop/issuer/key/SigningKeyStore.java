package dev.bellhop.issuer.key;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** The key ring in PostgreSQL. One replica changes it at a time. */
@ApplicationScoped
class SigningKeyStore implements RingStore {
    private final SigningKeyRepository repository;

    SigningKeyStore(SigningKeyRepository repository) {
        this.repository = repository;
    }

    /** The clock before the rows: what is read is never older than the time it goes by. */
    @Override
    @WithSession
    public Uni<StoredRing> read() {
        return repository
                .clock()
                .chain(now -> repository
                        .living()
                        .chain(rows -> repository
                                .isPristine(rows)
                                .map(pristine -> new StoredRing(
                                        rows.stream().map(SigningKeyRow::toKey).toList(), pristine, now))));
    }

    /** Whether this key is in the ring or was, before it was removed. */
    @WithSession
    Uni<Boolean> knows(String kid) {
        return repository.findById(kid).map(row -> row != null);
    }

    @Override
    @WithTransaction
    public Uni<List<StoredKey>> change(Function<StoredRing, List<StoredKey>> decision) {
        return repository.lock().chain(this::read).map(decision).call(this::write);
    }

    /** One after the other, each flushed: an index forbids two active keys even within the transaction. */
    private Uni<Void> write(List<StoredKey> keys) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (StoredKey key : keys) {
            written = written.chain(() -> repository.write(key));
        }
        return written;
    }
}
