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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The key ring of the managed mode, as one replica follows it: reads it, makes the changes that are due, opens the private halves and hands the
 * result to {@link SigningKeys}. A failed read changes nothing: what is held stays until its lease ends. Neither does one that shows the two
 * clocks apart: such a replica does not rotate, and goes on with what it held.
 */
final class ManagedRing {
    private final RingStore store;
    private final Keysmith smith;
    private final Workers workers;
    private final RotationPolicy policy;
    private final Duration tolerance;
    private final SigningKeys keys;
    private final ReplicaClock clock;
    private final Consumer<List<StoredKey>> changed;
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

    /** @param changed is told of every change that this replica made by itself, once it is written */
    ManagedRing(
            RingStore store,
            Keysmith smith,
            Workers workers,
            RotationPolicy policy,
            Duration tolerance,
            SigningKeys keys,
            ReplicaClock clock,
            Consumer<List<StoredKey>> changed) {
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
                        ? changed(reading, policy::due, changed).chain(written -> read())
                        : Uni.createFrom().item(reading));
    }

    /**
     * Changes the ring as an operator wants it, and reads it again.
     *
     * @param steps from the ring as it is at that moment; fails with what they fail with
     * @param done is told of the change as soon as it is written, even if the read after it fails
     */
    Uni<Changed> change(Function<StoredRing, List<RingStep>> steps, Consumer<List<StoredKey>> done) {
        return read().invoke(reading -> requireAgreement(reading.offset()))
                .chain(reading -> changed(reading, steps, done))
                .chain(written -> read().map(after -> new Changed(written, after.ring())));
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
    private Uni<List<StoredKey>> changed(
            Reading before, Function<StoredRing, List<RingStep>> steps, Consumer<List<StoredKey>> done) {
        return Uni.createFrom()
                .item(() -> steps.apply(before.ring()).stream()
                        .mapToInt(RingStep::newKeys)
                        .sum())
                .chain(this::made)
                .chain(spare -> store.change(ring -> writes(ring, before, steps, spare)))
                .invoke(done);
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
        SigningKeys.clockRefusal(seen.offset(), tolerance)
                .ifPresentOrElse(
                        why -> keys.lack(new IssuerException(Reason.CLOCK_WRONG, why)),
                        () -> keys.hold(opened(ring), seen, policy.times().ringLease(), tolerance));
        return Uni.createFrom().item(reading);
    }

    private KeyRing opened(StoredRing ring) {
        KeyRing open = new KeyRing(ring.keys().stream().map(this::opened).toList());
        opened.keySet().retainAll(ring.keys().stream().map(StoredKey::kid).toList());
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
