package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The keys as this replica knows them, in memory: asking never waits. Who fills it (the operator's keys, or the ring in the database) is
 * settled at start.
 */
@ApplicationScoped
public class SigningKeys {
    /** Of any token, whatever the settings: a retired key stays published for that long at least. */
    public static final Duration LONGEST_TOKEN_LIFE = Duration.ofHours(1);

    private final LongSupplier nanos;
    private final AtomicReference<Held> held = new AtomicReference<>(
            new Absent(new IssuerException(Reason.SIGNING_KEY_MISSING, "the service has not finished starting")));

    @Inject
    SigningKeys() {
        this(System::nanoTime);
    }

    SigningKeys(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private sealed interface Held {}

    private record Absent(IssuerException why) implements Held {}

    /** The operator's keys, for ever. */
    private record Given(KeyRing.State state) implements Held {}

    /**
     * The ring, for as long as the lease lasts.
     *
     * @param doubt why nothing may be signed until the next reading
     */
    private record Followed(
            KeyRing ring,
            KeyRing.State state,
            Sighting seen,
            Duration lease,
            Duration tolerance,
            Optional<IssuerException> doubt)
            implements Held {
        Followed seen(Sighting now) {
            return new Followed(ring, state, now, lease, tolerance, doubt);
        }

        Followed state(KeyRing.State now) {
            return new Followed(ring, now, seen, lease, tolerance, doubt);
        }

        Followed doubted(IssuerException why, Set<String> kids) {
            KeyRing left = ring.only(kids);
            KeyRing.State now = left.equals(ring) ? state : left.at(seen.ringTime());
            return new Followed(left, now, seen, lease, tolerance, Optional.of(why));
        }
    }

    /**
     * What holds at {@code now}, to sign by.
     *
     * @param now by this machine's wall clock
     * @throws IssuerException if there is no key, naming the setting or the state that stands in the way; also if the wall clock has gone wrong since
     *     the ring was read, for the dates of a token would be wrong too
     */
    public CurrentKeys at(Instant now) {
        Held seen = look(now);
        KeyRing.State state = state(seen);
        if (seen instanceof Followed followed) {
            followed.doubt().ifPresent(why -> {
                throw why;
            });
            clockRefusal(followed.seen().offset(), followed.tolerance()).ifPresent(why -> {
                throw new IssuerException(Reason.CLOCK_WRONG, why);
            });
        }
        return state.signing().orElseThrow(SigningKeys::nothingSigns);
    }

    /**
     * What holds at {@code now}, to publish. Counts the database's time by itself, so a wrong wall clock does not take a key out of the key set.
     *
     * @throws IssuerException if there is no key, naming the setting or the state that stands in the way
     */
    public PublishedKeys published(Instant now) {
        PublishedKeys published = state(look(now)).published();
        if (published.keys().isEmpty()) {
            throw nothingSigns();
        }
        return published;
    }

    private KeyRing.State state(Held seen) {
        if (seen instanceof Given given) {
            return given.state();
        }
        if (seen instanceof Absent absent) {
            throw absent.why();
        }
        Followed followed = (Followed) seen;
        if (followed.seen().age().compareTo(followed.lease()) >= 0) {
            throw new IssuerException(
                    Reason.KEY_RING_STALE,
                    "the key ring was last read longer ago than bellhop.keys.ring-lease: the database must answer again");
        }
        Instant ringTime = followed.seen().ringTime();
        return ringTime.isBefore(followed.state().published().until())
                ? followed.state()
                : advanced(followed, ringTime);
    }

    /** What is held, as of now; the look is remembered, so that clocks are compared piece by piece. */
    private Held look(Instant now) {
        Held before = held.get();
        if (!(before instanceof Followed followed)) {
            return before;
        }
        Sighting seen = followed.seen().at(now, nanos.getAsLong());
        Followed after = followed.seen(seen);
        if (seen.isWorthKeepingAfter(followed.seen())) {
            held.compareAndSet(before, after); // if another look or a newer ring came first, that one counts
        }
        return after;
    }

    /** The operator's keys: for ever. */
    void hold(KeyRing.State keys) {
        held.set(new Given(keys));
    }

    /** The ring as it was seen. */
    void hold(KeyRing ring, Sighting seen, Duration lease, Duration tolerance) {
        held.updateAndGet(before -> next(before, ring, seen, lease, tolerance));
    }

    /** Why nothing can be served; a ring that was held before stays until its lease ends. */
    void lack(IssuerException why) {
        held.updateAndGet(before -> before instanceof Absent ? new Absent(why) : before);
    }

    /**
     * A reading whose clock cannot be trusted: nothing is signed until the next one, and keys that it does not have are given up. Its dates, and keys that
     * it has besides, are not taken; the lease goes on.
     */
    void distrust(IssuerException why, Set<String> kids) {
        held.updateAndGet(before -> {
            if (before instanceof Followed followed) {
                return followed.doubted(why, kids);
            }
            return before instanceof Absent ? new Absent(why) : before;
        });
    }

    /** When what is held may no longer be served; empty if that never comes or nothing is held. */
    Optional<Duration> leaseLeft(Instant now) {
        return look(now) instanceof Followed followed
                ? Optional.of(followed.lease().minus(followed.seen().age()))
                : Optional.empty();
    }

    /** Why a clock that far from the database's cannot be trusted with the dates of tokens and keys; empty if it can. */
    static Optional<String> clockRefusal(Duration offset, Duration tolerance) {
        return offset.abs().compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of("this replica's clock is " + offset.abs()
                        + (offset.isNegative() ? " behind" : " ahead of")
                        + " the database's, more than bellhop.keys.clock-tolerance");
    }

    /** An unchanged ring keeps the object that others derived their bytes from. A reading that was overtaken by a later one is dropped. */
    private static Held next(Held before, KeyRing ring, Sighting seen, Duration lease, Duration tolerance) {
        if (before instanceof Followed followed) {
            if (followed.seen().asked() - seen.asked() > 0) {
                return before;
            }
            if (followed.ring().equals(ring)) {
                return new Followed(followed.ring(), followed.state(), seen, lease, tolerance, Optional.empty());
            }
        }
        return new Followed(ring, ring.at(seen.ringTime()), seen, lease, tolerance, Optional.empty());
    }

    /** A stored date fell due: what it says holds from now on, unless a newer ring arrived meanwhile. */
    private KeyRing.State advanced(Followed followed, Instant ringTime) {
        KeyRing.State state = followed.ring().at(ringTime);
        held.updateAndGet(seen ->
                seen instanceof Followed latest && latest.state() == followed.state() ? latest.state(state) : seen);
        return state;
    }

    private static IssuerException nothingSigns() {
        return new IssuerException(Reason.SIGNING_KEY_MISSING, "the key ring has no key that may sign");
    }
}
