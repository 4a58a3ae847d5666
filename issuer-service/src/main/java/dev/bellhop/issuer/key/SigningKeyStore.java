package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The key ring in PostgreSQL. One replica changes it at a time. */
@ApplicationScoped
class SigningKeyStore implements RingStore {
    private final SigningKeyRepository repository;
    private final Duration longest;

    SigningKeyStore(SigningKeyRepository repository, KeyConfig config) {
        this.repository = repository;
        this.longest = config.clockTolerance();
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

    @Override
    @WithSession
    public Uni<StoredKey> find(String kid) {
        return repository.findById(kid).onItem().ifNotNull().transform(SigningKeyRow::toKey);
    }

    @Override
    @WithTransaction
    public Uni<List<StoredKey>> change(Author author, Function<StoredRing, List<StoredKey>> decision) {
        return repository
                .lock()
                .chain(this::read)
                .chain(ring -> Uni.createFrom()
                        .item(() -> decision.apply(ring))
                        .call(this::write)
                        .call(keys -> repository.audit(author, keys, ring.databaseTime()))
                        .call(keys -> requirePromptness(ring.databaseTime())));
    }

    /** The dates just written count from when the clock was read, so they must not be seen much later than that. */
    private Uni<Void> requirePromptness(Instant begun) {
        return repository
                .clock()
                .invoke(now -> {
                    if (Duration.between(begun, now).compareTo(longest) > 0) {
                        throw new IssuerException(
                                IssuerException.Reason.KEY_RING_UNREADABLE,
                                "a change of the key ring took longer than bellhop.keys.clock-tolerance and was not made");
                    }
                })
                .replaceWithVoid();
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
