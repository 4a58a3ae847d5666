package dev.bellhop.issuer.key;

import dev.bellhop.issuer.fake.Keys;
import dev.bellhop.issuer.problem.IssuerException;
import io.smallrye.mutiny.Uni;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One replica: the real {@link ManagedRing} and {@link SigningKeys}, with two clocks and a connection that a test may spoil. */
final class WorldReplica implements RingStore, Keysmith, Workers {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final long REFRESH_SECONDS = 2;

    private final World world;
    private final int index;
    private SigningKeys keys;
    private ManagedRing ring;
    private boolean busy;

    /** Its wall clock is that far ahead of the true time. */
    Duration clockOffset = Duration.ZERO;

    /** Its monotonic clock stood still that long. */
    Duration slept = Duration.ZERO;

    /** Suspended: it neither refreshes nor serves. */
    boolean asleep;

    boolean cut;
    boolean answerLost;
    boolean rolledBack;
    Duration slowWrite = Duration.ZERO;

    /** The database's clock is set to that while this replica is about to write: another server took over. */
    Optional<Duration> clockAtWrite = Optional.empty();

    /** Loses its connection just before a slow write of this one is seen. */
    Optional<WorldReplica> missesTheWrite = Optional.empty();

    /** Another replica does its work while this one makes keys. */
    Optional<WorldReplica> overtakenBy = Optional.empty();

    WorldReplica(World world, int index) {
        this.world = world;
        this.index = index;
        boot();
    }

    /** A token as far as verifiers mind. */
    record Token(String kid, Instant expiresAt) {}

    int index() {
        return index;
    }

    /** Also after a crash: nothing is remembered. */
    final void boot() {
        keys = new SigningKeys(this::nanos);
        ring = new ManagedRing(
                this,
                this,
                this,
                new RotationPolicy(world.times, RotationSchedule.every(World.PERIOD)),
                World.TOLERANCE,
                keys,
                new ReplicaClock(wall(), this::nanos),
                (author, written) -> {});
    }

    void heal() {
        clockOffset = Duration.ZERO;
        cut = false;
        answerLost = false;
        rolledBack = false;
        slowWrite = Duration.ZERO;
        clockAtWrite = Optional.empty();
        missesTheWrite = Optional.empty();
        overtakenBy = Optional.empty();
    }

    void refreshIfDue() {
        if ((world.seconds() + index) % REFRESH_SECONDS == 0) {
            refresh();
        }
    }

    /** As the follower does it: a failure is a state, and the next read follows. */
    void refresh() {
        attempt(ring::refresh);
    }

    /** As the API does it: a refusal changes nothing. */
    void operate(Function<OperatorChanges, Function<StoredRing, List<RingStep>>> change) {
        attempt(() -> ring.change(Author.due(), change.apply(new OperatorChanges(ring.policy()))));
    }

    private void attempt(Supplier<Uni<?>> work) {
        if (busy || asleep) {
            return;
        }
        busy = true;
        try {
            work.get()
                    .onFailure(WorldReplica::isForeseen)
                    .recoverWithNull()
                    .await()
                    .indefinitely();
        } finally {
            busy = false;
        }
    }

    private static boolean isForeseen(Throwable failure) {
        return failure instanceof IllegalStateException
                || failure instanceof IssuerException
                || failure instanceof RingRefusal;
    }

    Optional<Set<String>> published() {
        if (asleep) {
            return Optional.empty();
        }
        try {
            return Optional.of(keys.published(wall().instant()).keys().stream()
                    .map(PublishedKey::kid)
                    .collect(Collectors.toSet()));
        } catch (IssuerException unavailable) {
            return Optional.empty();
        }
    }

    Optional<Token> mint() {
        if (asleep) {
            return Optional.empty();
        }
        Instant wallNow = wall().instant();
        try {
            CurrentKeys current = keys.at(wallNow);
            Instant wanted = wallNow.plus(world.times.longestLife());
            Instant expiry = current.signingUntil().filter(wanted::isAfter).orElse(wanted);
            return Optional.of(new Token(current.signing().kid(), expiry));
        } catch (IssuerException unavailable) {
            return Optional.empty();
        }
    }

    private long nanos() {
        return Duration.ofSeconds(world.seconds()).minus(slept).toNanos();
    }

    private Clock wall() {
        return new Clock() {
            @Override
            public Instant instant() {
                return world.now().plus(clockOffset);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public Uni<StoredRing> read() {
        return Uni.createFrom().item(() -> {
            requireConnection();
            return world.database.read();
        });
    }

    @Override
    public Uni<List<StoredKey>> change(Author author, Function<StoredRing, List<StoredKey>> decision) {
        return Uni.createFrom().item(() -> {
            requireConnection();
            clockAtWrite.ifPresent(offset -> world.database.clockOffset = offset);
            clockAtWrite = Optional.empty();
            if (rolledBack) {
                rolledBack = false;
                int lost = decision.apply(world.database.read()).size();
                throw new IllegalStateException("connection reset before the commit of " + lost);
            }
            List<StoredKey> written = world.database.change(decision, () -> {
                world.pass(slowWrite.toSeconds());
                missesTheWrite.ifPresent(other -> other.cut = true);
            });
            if (answerLost) {
                answerLost = false;
                throw new IllegalStateException("connection reset after the commit");
            }
            return written;
        });
    }

    @Override
    public Uni<StoredKey> find(String kid) {
        throw new UnsupportedOperationException();
    }

    private void requireConnection() {
        if (cut) {
            throw new IllegalStateException("connection refused");
        }
    }

    @Override
    public SealedKey make() {
        overtakenBy.ifPresent(WorldReplica::refresh);
        return new SealedKey("k" + MADE.incrementAndGet(), "{}", new byte[0]);
    }

    @Override
    public SigningKey open(StoredKey key) {
        return new SigningKey(key.kid(), (RSAPublicKey) Keys.rsa(2048).getPublic(), (RSAPrivateKey)
                Keys.rsa(2048).getPrivate());
    }

    @Override
    public <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().item(work);
    }
}
