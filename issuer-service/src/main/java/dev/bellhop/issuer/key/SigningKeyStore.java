package dev.bellhop.issuer.key;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;

/** The key ring in PostgreSQL. One replica changes it at a time. */
@ApplicationScoped
class SigningKeyStore {
    private final SigningKeyRepository repository;

    SigningKeyStore(SigningKeyRepository repository) {
        this.repository = repository;
    }

    /** The ring as stored, and the database's clock when it was read. */
    record StoredRing(List<SigningKeyRow> rows, Instant databaseTime) {
        RingGap gap() {
            return RingGap.of(rows.stream().map(row -> row.state).toList());
        }
    }

    /** A key made beforehand, outside any transaction, and already sealed. */
    record SealedKey(SigningKey key, byte[] sealed) {
        @Override
        public String toString() {
            return "SealedKey[" + key.kid() + "]";
        }
    }

    @WithSession
    Uni<StoredRing> read() {
        return repository.living().chain(rows -> repository.clock().map(now -> new StoredRing(rows, now)));
    }

    /**
     * Adds what the ring still lacks once this replica holds the lock: of two replicas that found it empty, the second finds it complete and
     * its keys are dropped unused.
     *
     * @param spare at least as many keys as the ring lacked when it was last read
     */
    @WithTransaction
    Uni<StoredRing> complete(List<SealedKey> spare) {
        return repository
                .lock()
                .chain(this::read)
                .chain(ring -> add(missing(ring, spare))
                        .map(added -> new StoredRing(
                                Stream.concat(ring.rows().stream(), added.stream())
                                        .toList(),
                                ring.databaseTime())));
    }

    private Uni<List<SigningKeyRow>> add(List<SigningKeyRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().item(rows)
                : repository.persist(rows).chain(repository::flush).replaceWith(rows);
    }

    private static List<SigningKeyRow> missing(StoredRing ring, List<SealedKey> spare) {
        RingGap gap = ring.gap();
        Deque<SealedKey> keys = new ArrayDeque<>(spare);
        Stream.Builder<SigningKeyRow> rows = Stream.builder();
        if (gap.active() && !keys.isEmpty()) {
            SigningKeyRow first = row(keys.pop(), KeyState.ACTIVE, ring.databaseTime());
            first.activateAt = ring.databaseTime();
            rows.add(first);
        }
        if (gap.prepared() && !keys.isEmpty()) {
            rows.add(row(keys.pop(), KeyState.PREPARED, ring.databaseTime()));
        }
        return rows.build().toList();
    }

    private static SigningKeyRow row(SealedKey key, KeyState state, Instant now) {
        SigningKeyRow row = new SigningKeyRow();
        row.kid = key.key().kid();
        row.algorithm = "RS256";
        row.publicJwk = JsonUtil.toJson(key.key().jwk());
        row.sealedPrivateKey = key.sealed();
        row.state = state;
        row.preparedAt = now;
        return row;
    }
}
