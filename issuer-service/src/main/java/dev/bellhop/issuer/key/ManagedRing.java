package dev.bellhop.issuer.key;

import dev.bellhop.issuer.key.ReplicaClock.Moment;
import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import io.smallrye.mutiny.Uni;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key ring of the managed mode, as one replica follows it: reads it, makes the changes that are due, opens the private halves and hands the
 * result to {@link SigningKeys}. A failed read changes nothing: what is held stays until its lease ends. One that shows the two
 * clocks apart ends signing and takes keys away, but adds none: such a replica does not rotate either.
 */
final class ManagedRing {
    private final RingStore store;
    private final Keysmith smith;
    private final Workers workers;
    private final RotationPolicy policy;
    private final Duration tolerance;
    private final SigningKeys keys;
    private final ReplicaClock clock;
    private final BiConsumer<Author, List<StoredKey>> changed;
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

    /** @param changed is told of every change that this replica made, as soon as it is written */
    ManagedRing(
            RingStore store,
            Keysmith smith,
            Workers workers,
            RotationPolicy policy,
            Duration tolerance,
            SigningKeys keys,
            ReplicaClock clock,
            BiConsumer<Author, List<StoredKey>> changed) {
        this.store = store;
        this.smith = smith;
        this.workers = workers;
        this.policy = policy;
        this.tolerance = tolerance;
        this.keys = keys;
        this.clock = clock;
        this.changed = changed;
    }

    RotationPolicy policy() {
        return policy;
    }

    /** A read of the ring, and what this replica's clocks said then. */
    record Reading(StoredRing ring, Sighting seen) {
        /** How far this replica's clock was ahead of the database's. */
        Duration offset() {
            return seen.offset();
        }
    }

    /** Reads the ring and makes what changes are due. Needs a Vert.x context safe for a database session. */
    Uni<Reading> refresh() {
        return read().chain(reading ->
                isTrusted(reading) && !policy.due(reading.ring()).isEmpty()
                        ? changed(Author.due(), reading, policy::due).chain(written -> read())
                        : Uni.createFrom().item(reading));
    }

    /**
     * Changes the ring as an operator wants it, and reads it again.
     *
     * @param steps from the ring as it is at that moment; fails with what they fail with
     */
    Uni<Changed> change(Author author, Function<StoredRing, List<RingStep>> steps) {
        return read().invoke(reading -> requireAgreement(reading.offset()))
                .chain(reading -> changed(author, reading, steps))
                .chain(written -> read().map(after -> new Changed(written, after.ring())));
    }

    /** A key that is in the ring or ever was; null for one that never was. */
    Uni<StoredKey> find(String kid) {
        return store.find(kid);
    }

    /** @param written the keys as they were changed, in order */
    record Changed(List<StoredKey> written, StoredRing ring) {}

    /** As it is stored; this replica takes it over. */
    Uni<Reading> read() {
        return Uni.createFrom().deferred(() -> {
            Moment asked = clock.now();
            return store.read().chain(ring -> taken(ring, asked.sees(ring.databaseTime(), clock.now())));
        });
    }

    /** The keys are made before the transaction begins, so that nobody waits for them. */
    private Uni<List<StoredKey>> changed(Author author, Reading before, Function<StoredRing, List<RingStep>> steps) {
        return Uni.createFrom()
                .item(() -> steps.apply(before.ring()).stream()
                        .mapToInt(RingStep::newKeys)
                        .sum())
                .chain(this::made)
                .chain(spare -> store.change(author, ring -> writes(ring, before, steps, spare)))
                .invoke(written -> changed.accept(author, written));
    }

    /** The database may have become another one since the read, with another clock, and every date rests on it. */
    private List<StoredKey> writes(
            StoredRing ring, Reading before, Function<StoredRing, List<RingStep>> steps, List<SealedKey> spare) {
        Moment now = clock.now();
        Instant expected = before.seen().at(now.wall(), now.nanos()).ringTime();
        requireAgreement(Duration.between(ring.databaseTime(), expected));
        return RingChange.of(ring, steps.apply(ring), policy.times(), spare).writes();
    }

    private Uni<List<SealedKey>> made(int count) {
        return count == 0
                ? Uni.createFrom().item(List.of())
                : workers.run(() -> Stream.generate(smith::make).limit(count).toList());
    }

    /** By a clock that is wrong, this replica's or the database's, nobody can say what is safe. */
    private void requireAgreement(Duration offset) {
        SigningKeys.clockRefusal(offset, tolerance).ifPresent(why -> {
            throw new IssuerException(Reason.CLOCK_WRONG, why);
        });
    }

    private boolean isTrusted(Reading reading) {
        return SigningKeys.clockRefusal(reading.offset(), tolerance).isEmpty();
    }

    private Uni<Reading> taken(StoredRing ring, Sighting seen) {
        Reading reading = new Reading(ring, seen);
        Optional<String> refusal = SigningKeys.clockRefusal(seen.offset(), tolerance);
        if (refusal.isPresent()) {
            keys.distrust(new IssuerException(Reason.CLOCK_WRONG, refusal.get()), kids(ring));
            return Uni.createFrom().item(reading);
        }
        return openedAside(ring)
                .invoke(open -> keys.hold(open, seen, policy.times().ringLease(), tolerance))
                .replaceWith(reading);
    }

    /** To open a key takes about as long as to sign; a ring that brings nothing new is taken at once. */
    private Uni<KeyRing> openedAside(StoredRing ring) {
        return opened.keySet().containsAll(kids(ring))
                ? Uni.createFrom().item(() -> opened(ring))
                : workers.run(() -> opened(ring));
    }

    private static Set<String> kids(StoredRing ring) {
        return ring.keys().stream().map(StoredKey::kid).collect(Collectors.toSet());
    }

    private KeyRing opened(StoredRing ring) {
        KeyRing open = new KeyRing(ring.keys().stream().map(this::opened).toList());
        opened.keySet().retainAll(kids(ring));
        return open;
    }

    private RingKey opened(StoredKey key) {
        return new RingKey(
                opened.computeIfAbsent(key.kid(), kid -> open(key)), key.state(), key.preparedAt(), key.removeAt());
    }

    private SigningKey open(StoredKey key) {
        try {
            return smith.open(key);
        } catch (GeneralSecurityException closed) {
            throw new IssuerException(
                    Reason.KEY_RING_UNREADABLE,
                    "signing key " + key.kid()
                            + " of the database does not open with the keyset of bellhop.sealing.keyset-file",
                    closed);
        }
    }
}
